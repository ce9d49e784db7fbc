import type { Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { findBlockMembers } from './block-members.ts'
import type { Strength } from './decide.ts'
import { isFromOwnNode, memberAt } from './judge.ts'
import { joinMemberships } from './label-index.ts'
import { judgedFamilies } from './match-rule.ts'
import { createMatchStates, type MatchStates, OPEN_STATE, type StateId } from './match-states.ts'
import type { Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import { type Profile, profileOf, rulesOf } from './profile.ts'
import { describeNames } from './rule-ports.ts'
import { createStandings, EVERYTHING_ID, type FlowPorts, type StandingId, type Standings } from './standings.ts'
import type { CompiledRule, NamedPort } from './tiers.ts'

/** All pairs, one source at a time. */
export interface FlowRows {
  /** What may pass from one endpoint to each other by place; undefined for nothing. */
  readonly rowFrom: (from: number) => (to: number) => FlowPorts | undefined
}

/** One end of every endpoint in one direction. */
interface End {
  readonly profile: Profile
  /** Rules that name peers, in order, and those that match anyone (RUL-1). */
  readonly asking: readonly CompiledRule[]
  readonly open: readonly CompiledRule[]
  /** Equal for ends whose decisions depend on the same policies; empty for open ends. */
  readonly key: string
  readonly usesNames: boolean
  readonly usesBlocks: boolean
}

/** What all rows share. */
interface Workshop {
  readonly prepared: Prepared
  readonly states: MatchStates
  readonly standings: Standings
  readonly ends: Readonly<Record<Direction, readonly End[]>>
  /** Equal for endpoints at which all port names of rules mean the same. */
  readonly names: readonly string[]
}

export function createRows(prepared: Prepared): FlowRows {
  const standings = createStandings()
  const workshop: Workshop = {
    prepared,
    standings,
    states: createMatchStates(standings),
    ends: { ingress: endsOf(prepared, 'ingress'), egress: endsOf(prepared, 'egress') },
    names: describeAllNames(prepared),
  }
  const families = familiesThatMatter(prepared).map((family) => createFamilyRows(workshop, family))
  return {
    rowFrom: (from) => {
      const rows = families.map(({ family, rowFrom }) => ({ family, standingTo: rowFrom(from) }))
      return (to) => standings.portsOf(judgeFamilies(workshop, rows, from, to))
    },
  }
}

interface FamilyRow {
  readonly family: Family
  readonly standingTo: (to: number) => StandingId
}

function judgeFamilies({ prepared, standings }: Workshop, rows: readonly FamilyRow[], from: number, to: number) {
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

function createFamilyRows(workshop: Workshop, family: Family) {
  const { prepared, states, standings } = workshop
  const matching = createRuleMembers(prepared, family)
  const byPeer = invertIngress(workshop, matching)
  const starts = new Map<string, readonly StateId[]>()
  return {
    family,
    rowFrom: (from: number): ((to: number) => StandingId) => {
      const source = memberAt(prepared, from)
      const egress = egressStates(workshop, family, matching, from)
      const ingress = Uint32Array.from(ingressStarts(workshop, family, starts, source))
      for (const { rule, strength } of byPeer[from] ?? []) {
        const { yes, maybe } = rule.policy.subjects
        for (const place of yes) ingress[place] = states.step(ingress[place] as StateId, rule, strength)
        for (const place of maybe) ingress[place] = states.step(ingress[place] as StateId, rule, strength)
      }
      return (to) => {
        const leaving = states.standingOf(egress[to] as StateId)
        const fromOwnNode = source.node !== undefined && isFromOwnNode(source, memberAt(prepared, to))
        const arriving = fromOwnNode ? EVERYTHING_ID : states.standingOf(ingress[to] as StateId)
        return standings.bothEnds(leaving, arriving)
      }
    },
  }
}

/** The state of the source's end towards every destination. */
function egressStates(workshop: Workshop, family: Family, matching: RuleMembers, from: number): Uint32Array {
  const { prepared, states, ends } = workshop
  const end = ends.egress[from] as End
  const row = new Uint32Array(prepared.members.length)
  if (end.key === '') return row
  const starts = new Map<string, StateId>()
  for (const [place, member] of prepared.members.entries()) {
    const key = `${end.usesNames ? workshop.names[place] : ''}|${end.usesBlocks ? wideKey(member, family) : ''}`
    const known = starts.get(key)
    const start = known ?? startState(workshop, 'egress', end, member, member, family, key)
    if (known === undefined) starts.set(key, start)
    row[place] = start
  }
  for (const rule of end.asking) {
    for (const [strength, places] of matching(rule)) {
      for (const place of places) row[place] = states.step(row[place] as StateId, rule, strength)
    }
  }
  return row
}

/** The states of all destinations' ends towards sources at the same place, before any peer matched. */
function ingressStarts(
  workshop: Workshop,
  family: Family,
  remembered: Map<string, readonly StateId[]>,
  source: Member,
): readonly StateId[] {
  const key = wideKey(source, family)
  const known = remembered.get(key)
  if (known) return known
  const starts = workshop.prepared.members.map((member, place) => {
    const end = workshop.ends.ingress[place] as End
    if (end.key === '') return OPEN_STATE
    const details = `${end.usesNames ? workshop.names[place] : ''}|${end.usesBlocks ? key : ''}`
    return startState(workshop, 'ingress', end, member, source, family, details)
  })
  remembered.set(key, starts)
  return starts
}

function startState(
  { states }: Workshop,
  direction: Direction,
  end: End,
  destination: Member,
  other: Member,
  family: Family,
  details: string,
): StateId {
  const place = other.location.possible.get(family) ?? []
  const base = states.base(`${direction} ${family} ${end.key}|${details}`, () => ({
    profile: end.profile,
    destination,
    place,
  }))
  return end.open.reduce((state, rule) => states.step(state, rule, 'yes'), base)
}

/** Blocks hold one address or do not; only of several possible ones they can hold some. */
function wideKey({ location }: Member, family: Family): string {
  const place = location.possible.get(family) ?? []
  const [range] = place
  return place.length === 1 && range?.first === range?.last ? '' : location.key
}

function endsOf(prepared: Prepared, direction: Direction): readonly End[] {
  return prepared.members.map((_, place) => {
    const profile = profileOf(prepared, place, direction)
    const rules = rulesOf(profile, direction)
    const policies = profile.tiers.map(({ sure, unsure }) =>
      [sure, unsure].map((list) => list.map(({ index }) => index).join(' ')).join('?'),
    )
    return {
      profile,
      asking: rules.filter(({ peers }) => peers !== 'any'),
      open: rules.filter(({ peers }) => peers === 'any'),
      key: policies.join(';'),
      usesNames: rules.some(({ ports }) => ports.named.length > 0),
      usesBlocks: rules.some(({ blocks }) => blocks.length > 0),
    }
  })
}

function describeAllNames(prepared: Prepared): readonly string[] {
  const names = new Map<string, NamedPort>()
  for (const { policies } of prepared.tiers) {
    for (const { rules } of policies) {
      for (const { ports } of [...rules.ingress, ...rules.egress]) {
        for (const named of ports.named) names.set(`${named.protocol} ${named.name}`, named)
      }
    }
  }
  const list = [...names.values()]
  return prepared.members.map((member) => describeNames(list, member))
}

/** The endpoints a rule matches, by how; every endpoint is in one list at most. */
type RuleMembers = (rule: CompiledRule) => readonly (readonly [Strength, readonly number[]])[]

function createRuleMembers(prepared: Prepared, family: Family): RuleMembers {
  const remembered = new Map<CompiledRule, readonly (readonly [Strength, readonly number[]])[]>()
  return (rule) => {
    const known = remembered.get(rule)
    if (known) return known
    const members = findRuleMembers(prepared, rule, family)
    remembered.set(rule, members)
    return members
  }
}

function findRuleMembers(prepared: Prepared, rule: CompiledRule, family: Family) {
  const peers = rule.peers === 'any' ? [] : rule.peers
  const selected = joinMemberships(peers.flatMap((peer) => (peer.kind === 'pods' ? [peer.members()] : [])))
  if (rule.blocks.length === 0) {
    return [['yes', selected.yes] as const, ['maybe', selected.maybe] as const].filter(([, list]) => list.length > 0)
  }
  const blocked = findBlockMembers(prepared, rule.blocks, family)
  const { yes } = joinMemberships([selected, { yes: blocked.all, maybe: [] }])
  const certain = new Set(yes)
  const partial = blocked.some.filter((place) => !certain.has(place))
  const taken = new Set(partial)
  const maybe = selected.maybe.filter((place) => !certain.has(place) && !taken.has(place))
  return [['yes', yes] as const, ['partial', partial] as const, ['maybe', maybe] as const]
}

interface PeerMatch {
  readonly rule: CompiledRule
  readonly strength: Strength
}

/** Per endpoint the ingress rules it matches as a source, in the order of the rules. */
function invertIngress({ ends }: Workshop, matching: RuleMembers): readonly (PeerMatch[] | undefined)[] {
  const byPeer: (PeerMatch[] | undefined)[] = []
  const used = new Set(ends.ingress.flatMap(({ asking }) => asking))
  for (const rule of [...used].sort((a, b) => a.index - b.index)) {
    for (const [strength, places] of matching(rule)) {
      for (const place of places) {
        const matches = byPeer[place]
        if (matches) matches.push({ rule, strength })
        else byPeer[place] = [{ rule, strength }]
      }
    }
  }
  return byPeer
}
