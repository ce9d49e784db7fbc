import { subjectsOf } from '../engine/rule-matches.ts'
import type { JsonObject } from '../model/json.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Rule } from '../model/policy.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { ALL_TRAFFIC, intersectTraffic, subtractTraffic } from '../net/ports-by-protocol.ts'
import { isolations } from './disconnect-isolate.ts'
import { judgeNarrowing, sizeOf } from './disconnect-judge.ts'
import type { Proposal, Proposed } from './disconnect-proposal.ts'
import { endpointsOf, type Search } from './disconnect-search.ts'
import { type Draft, startDraft } from './draft.ts'
import { isIsolated } from './end-needs.ts'
import { portsOfRule } from './find-contributions.ts'
import { bearersOf, keysOf } from './narrow-pods.ts'
import { type CutManner, type CutRule, cutRule } from './narrow-rule.ts'
import { excludeFrom } from './narrow-selector.ts'
import { isPods, namesOf } from './narrowed-peers.ts'
import type { Narrowing } from './plan.ts'
import { findStanding, isBroken } from './plan-context.ts'
import { toSlug } from './policy-names.ts'
import { type PolicyStep, runSteps } from './policy-steps.ts'
import { type NewPolicy, writePolicies } from './write-policies.ts'
import { objectAt } from './written-value.ts'

/** Other ways to stop a flow, and why there are no more. */
export interface FoundNarrowings {
  readonly narrowings: readonly Narrowing[]
  readonly refusals: readonly string[]
}

/**
 * The ways to stop a flow by narrowing rules at one end, or, where no rules can say that exactly, by isolating an end
 * that is open: exact ones first, then the smallest change of the text. What would open anything, or leave the flow open,
 * is no way.
 */
export function findNarrowings(search: Search): FoundNarrowings {
  const [isolated, open] = divide(DIRECTIONS, (direction) => isWhollyIsolated(search, direction))
  const narrowed = propose(
    search,
    isolated.map((direction) => narrowings(search, direction)),
  )
  if (narrowed.narrowings.some(({ exact }) => exact)) return { narrowings: narrowed.narrowings, refusals: [] }
  const isolating = propose(
    search,
    open.map((direction) => isolations(search, direction)),
  )
  const all = [...narrowed.narrowings, ...isolating.narrowings].sort(compareNarrowings)
  const refusals = [...new Set([...narrowed.refusals, ...isolating.refusals])]
  return { narrowings: all, refusals: all.some(({ exact }) => exact) ? [] : refusals }
}

function propose(search: Search, proposed: readonly Proposed[]): FoundNarrowings {
  const proposals = withoutTwins(proposed.flatMap(({ proposals: some }) => some))
  const judged = proposals.map((proposal) => judge(search, proposal))
  return {
    narrowings: judged.filter((one) => typeof one !== 'string').sort(compareNarrowings),
    refusals: [...proposed.flatMap(({ refusals }) => refusals), ...judged.filter((one) => typeof one === 'string')],
  }
}

function compareNarrowings(a: Narrowing, b: Narrowing): number {
  const rank = ({ exact, kind }: Narrowing) => (exact ? 0 : kind === 'isolate-all' ? 2 : 1)
  return rank(a) - rank(b) || sizeOf(a.edits) - sizeOf(b.edits)
}

function divide<T>(list: readonly T[], claim: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [list.filter(claim), list.filter((one) => !claim(one))]
}

function judge(search: Search, { draft, unseen, ...said }: Proposal): Narrowing | string {
  const judged = judgeNarrowing(search, draft)
  if (typeof judged === 'string') return `${said.words}: ${judged}`
  const alsoCloses = [...judged.alsoCloses, ...unseen]
  return { ...said, edits: draft.edits, exact: alsoCloses.length === 0, alsoCloses, selectors: judged.selectors }
}

/** Manners that make no difference plan the same text. */
function withoutTwins(proposals: readonly Proposal[]): readonly Proposal[] {
  const seen = new Set<string>()
  return proposals.filter(({ draft }) => {
    const text = JSON.stringify(draft.edits)
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew
  })
}

function isWhollyIsolated({ context, sides }: Search, direction: Direction): boolean {
  const near = endpointsOf(context.prepared, direction === 'ingress' ? sides.to : sides.from)
  return near.every((endpoint) => isIsolated(context.prepared, endpoint, direction))
}

/** A manner with what tells its proposals from others. */
type NamedManner = CutManner & { readonly id: string }

const MANNERS: readonly NamedManner[] = [
  { id: 'leave-out', lists: false, exceptsPods: false, portsFirst: false },
  { id: 'leave-out-by-port', lists: false, exceptsPods: false, portsFirst: true },
  { id: 'leave-out-addresses', lists: false, exceptsPods: true, portsFirst: false },
  { id: 'leave-out-addresses-by-port', lists: false, exceptsPods: true, portsFirst: true },
  { id: 'list-others', lists: true, exceptsPods: false, portsFirst: false },
]

function narrowings(search: Search, direction: Direction): Proposed {
  const planned = MANNERS.map((manner) => ({ manner, way: narrowAll(search, direction, manner) }))
  return {
    proposals: planned.map(({ way }) => way).filter((way) => typeof way !== 'string'),
    // That the others cannot be listed is no reason against leaving somebody out.
    refusals: planned.flatMap(({ manner, way }) => (typeof way === 'string' && !manner.lists ? [way] : [])),
  }
}

/** Narrows every rule that admits the flow at one end. */
function narrowAll(search: Search, direction: Direction, manner: NamedManner): Proposal | string {
  const { context, parts } = search
  const rules = [...new Set(parts.filter(({ rule }) => rule.direction === direction).map(({ rule }) => rule))]
  const policies = [...new Set(parts.map(({ policy }) => policy))]
  const words: string[] = []
  let draft: Draft = startDraft(context)
  const added: NewPolicy[] = []
  for (const policy of policies) {
    const own = rules.filter((rule) => policy.rules[direction].includes(rule))
    if (own.length === 0) continue
    const narrowed = narrowPolicy(search, policy, own, manner)
    if (typeof narrowed === 'string') return narrowed
    const next = runSteps(draft, policy, narrowed.steps)
    if (!next) return `the text of ${policy.name} cannot be edited there without changing other places`
    draft = next
    words.push(...narrowed.words)
    added.push(...narrowed.added)
  }
  const written = writePolicies(draft, added)
  if (written.kind === 'refused') return written.obstacle.words
  return {
    id: `narrow/${direction}/${manner.id}`,
    kind: 'narrow',
    direction,
    words: words.join('; '),
    draft: written.draft,
    unseen: manner.lists ? ['pods that are added later'] : [],
  }
}

interface NarrowedPolicy {
  readonly steps: readonly PolicyStep[]
  readonly words: readonly string[]
  readonly added: readonly NewPolicy[]
}

function narrowPolicy(
  search: Search,
  policy: NetworkPolicy,
  rules: readonly Rule[],
  manner: CutManner,
): NarrowedPolicy | string {
  const { context } = search
  const file = findStanding(context.reading, policy.path)?.file
  if (!file || isBroken(file) || policy.stale) return `${policy.name} is broken now`
  const added = keepForOthers(search, policy, rules)
  if (typeof added === 'string') return added
  const cuts: CutRule[] = []
  for (const rule of rules) {
    const cut = cutRule(context, { policy, rule, ...whatGoes(search, rule) }, manner)
    if (typeof cut === 'string') return cut
    cuts.push(cut)
  }
  return {
    steps: cuts.flatMap(({ steps }) => steps),
    words: [
      ...cuts.map(({ words }) => words),
      ...added.map(({ name }) => `a new policy ${name} keeps what it admits for the other pods`),
    ],
    added,
  }
}

/** Whom a rule shall not admit any more, and on which ports: all of them where nothing but the flow would pass. */
function whatGoes({ context, sides, passing, asked }: Search, rule: Rule) {
  const [from, to] = [endpointsOf(context.prepared, sides.from), endpointsOf(context.prepared, sides.to)]
  return {
    far: rule.direction === 'ingress' ? from : to,
    targets: to,
    ports: asked ?? wholeWhere(portsOfRule(context.prepared, sides, rule), passing),
  }
}

function wholeWhere(admitted: PortsByProtocol, passing: PortsByProtocol): PortsByProtocol {
  return isEmptyPorts(subtractTraffic(intersectTraffic(admitted, ALL_TRAFFIC), passing)) ? ALL_TRAFFIC : passing
}

/** A policy with the rules as they were, for the pods that are not of the flow; none where there are no others. */
function keepForOthers(
  { context, sides }: Search,
  policy: NetworkPolicy,
  rules: readonly Rule[],
): readonly NewPolicy[] | string {
  const [{ direction } = { direction: 'ingress' as const }] = rules
  const near = new Set(direction === 'ingress' ? sides.to : sides.from)
  const subjects = endpointsOf(context.prepared, subjectsOf(context.prepared, policy.path)).filter(isPods)
  const [gone, kept] = [subjects.filter(({ id }) => near.has(id)), subjects.filter(({ id }) => !near.has(id))]
  if (kept.length === 0) return []
  const { path, requirements } = policy.podSelector
  const exclusion = {
    gone: gone.flatMap(bearersOf),
    kept: kept.flatMap(bearersOf),
    keys: keysOf(context.prepared, gone),
  }
  const selector = excludeFrom(path, requirements, objectAt(context.reading, path), exclusion)
  if (!selector) return `no label tells ${namesOf(gone)} from the other pods that ${policy.name} selects`
  return [
    {
      name: `${policy.name}-except-${toSlug(namesOf(gone), 60)}`,
      namespace: policy.namespace,
      spec: toSpec(
        selector.value,
        direction,
        rules.map((rule) => objectAt(context.reading, rule.path)),
      ),
      beside: policy.path,
    },
  ]
}

function toSpec(podSelector: JsonObject, direction: Direction, rules: readonly JsonObject[]): JsonObject {
  return { podSelector, policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'], [direction]: rules }
}
