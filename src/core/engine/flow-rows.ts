import type { Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import type { Strength } from './decide.ts'
import { type End, findEnds, numberSights, type Sights, startState } from './ends.ts'
import { isFromOwnNode, memberAt } from './judge.ts'
import { judgedFamilies } from './match-rule.ts'
import { createMatchStates, type MatchStates, type StateId } from './match-states.ts'
import type { Prepared } from './prepare.ts'
import { createRuleMembers, type RuleMembers } from './rule-members.ts'
import { createStandings, EVERYTHING_ID, type FlowPorts, type StandingId, type Standings } from './standings.ts'
import type { CompiledRule } from './tiers.ts'

/** All pairs, one source at a time. */
export interface FlowRows {
  /** What may pass from one endpoint to each other by place; undefined for nothing. */
  readonly rowFrom: (from: number) => (to: number) => FlowPorts | undefined
}

/** What the rows of one family share. */
interface Workshop {
  readonly prepared: Prepared
  readonly family: Family
  readonly states: MatchStates
  readonly standings: Standings
  readonly ends: Readonly<Record<Direction, readonly End[]>>
  readonly sights: Sights
  readonly membersOf: (rule: CompiledRule) => RuleMembers
}

interface FamilyRow {
  readonly family: Family
  readonly standingTo: (to: number) => StandingId
}

export function createRows(prepared: Prepared): FlowRows {
  const standings = createStandings()
  const ends = { ingress: findEnds(prepared, 'ingress'), egress: findEnds(prepared, 'egress') }
  const families = familiesThatMatter(prepared).map((family) =>
    createFamilyRows({
      prepared,
      family,
      standings,
      states: createMatchStates(standings),
      ends,
      sights: numberSights(prepared, family),
      membersOf: createRuleMembers(prepared, family),
    }),
  )
  return {
    rowFrom: (from) => {
      const rows = families.map((rowFrom) => rowFrom(from))
      return (to) => standings.portsOf(judgeFamilies(prepared, standings, rows, from, to))
    },
  }
}

function judgeFamilies(
  prepared: Prepared,
  standings: Standings,
  rows: readonly FamilyRow[],
  from: number,
  to: number,
): StandingId {
  const [only, ...others] = rows
  if (only && others.length === 0) return only.standingTo(to)
  const judged = judgedFamilies(memberAt(prepared, from), memberAt(prepared, to))
  return rows
    .filter(({ family }) => judged.includes(family))
    .map(({ standingTo }) => standingTo(to))
    .reduce(standings.bothFamilies)
}

/** Without blocks families cannot disagree, and one stands for both. */
function familiesThatMatter(prepared: Prepared): readonly Family[] {
  const rules = prepared.tiers.flatMap(({ policies }) =>
    policies.flatMap(({ rules: { ingress, egress } }) => [...ingress, ...egress]),
  )
  if (rules.every(({ blocks }) => blocks.length === 0)) return [4]
  const listed = prepared.members.slice(0, prepared.endpoints.length)
  const used = new Set(listed.flatMap(({ location }) => [...location.possible.keys()]))
  return ([4, 6] as const).filter((family) => used.has(family))
}

function createFamilyRows(workshop: Workshop): (from: number) => FamilyRow {
  const { prepared, family, states, standings } = workshop
  const makeStates = createSourceStates(workshop)
  // Parts of a workload that differ by node only follow one another and share their states.
  let latest: { readonly kin: string; readonly made: SourceStates } | undefined
  return (from) => {
    const source = memberAt(prepared, from)
    const made = source.kin !== undefined && latest?.kin === source.kin ? latest.made : makeStates(from)
    if (source.kin !== undefined) latest = { kin: source.kin, made }
    const standingTo = (to: number): StandingId => {
      const leaving = states.standingOf(made.egress[to] ?? 0)
      const fromOwnNode = source.node !== undefined && isFromOwnNode(source, memberAt(prepared, to))
      return standings.bothEnds(leaving, fromOwnNode ? EVERYTHING_ID : states.standingOf(made.ingress[to] ?? 0))
    }
    return { family, standingTo }
  }
}

/** The states of both ends of the flows from one source, by destination. */
interface SourceStates {
  readonly egress: Uint32Array
  readonly ingress: Uint32Array
}

function createSourceStates(workshop: Workshop): (from: number) => SourceStates {
  const { states, sights } = workshop
  const bySource = invertIngress(workshop)
  const starts = new Map<number, Uint32Array>()
  return (from) => {
    const place = sights.places[from] ?? 0
    const started = starts.get(place) ?? ingressStarts(workshop, from)
    starts.set(place, started)
    const ingress = Uint32Array.from(started)
    for (const { rule, strength } of bySource[from] ?? []) {
      stepAll(states, ingress, rule.policy.subjects.yes, rule, strength)
      stepAll(states, ingress, rule.policy.subjects.maybe, rule, strength)
    }
    return { egress: egressStates(workshop, from), ingress }
  }
}

function stepAll(
  states: MatchStates,
  row: Uint32Array,
  places: readonly number[],
  rule: CompiledRule,
  strength: Strength,
): void {
  for (const place of places) row[place] = states.step(row[place] ?? 0, rule, strength)
}

/** The state of the source's end towards every destination. */
function egressStates(workshop: Workshop, from: number): Uint32Array {
  const { prepared, states, ends, sights, membersOf } = workshop
  const row = new Uint32Array(prepared.members.length)
  const end = ends.egress[from]
  if (!end || end.id === 0) return row
  const starts = new Map<number, StateId>()
  for (const [place, member] of prepared.members.entries()) {
    const key = (sights.places[place] ?? 0) * row.length + (end.usesNames ? (sights.names[place] ?? 0) : 0)
    const start = starts.get(key) ?? startState(workshop, end, member, member)
    starts.set(key, start)
    row[place] = start
  }
  for (const rule of end.asking) {
    for (const [strength, places] of membersOf(rule)) stepAll(states, row, places, rule, strength)
  }
  return row
}

/** The states of all destinations' ends towards sources that are where `from` is. */
function ingressStarts(workshop: Workshop, from: number): Uint32Array {
  const { prepared, ends, sights } = workshop
  const source = memberAt(prepared, from)
  const starts = new Map<string, StateId>()
  return Uint32Array.from(prepared.members, (member, place) => {
    const end = ends.ingress[place]
    if (!end || end.id === 0) return 0
    const key = `${end.id} ${end.usesNames ? sights.names[place] : ''}`
    const start = starts.get(key) ?? startState(workshop, end, member, source)
    starts.set(key, start)
    return start
  })
}

interface PeerMatch {
  readonly rule: CompiledRule
  readonly strength: Strength
}

/** Per endpoint the ingress rules it matches as a source, in the order of the rules. */
function invertIngress({ ends, membersOf }: Workshop): readonly (PeerMatch[] | undefined)[] {
  const bySource: (PeerMatch[] | undefined)[] = []
  const used = new Set(ends.ingress.flatMap(({ asking }) => asking))
  for (const rule of [...used].sort((a, b) => a.index - b.index)) {
    for (const [strength, places] of membersOf(rule)) {
      for (const place of places) {
        const matches = bySource[place]
        if (matches) matches.push({ rule, strength })
        else bySource[place] = [{ rule, strength }]
      }
    }
  }
  return bySource
}
