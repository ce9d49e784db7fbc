import { DIRECTIONS, type Direction } from '../model/policy.ts'
import { isolations } from './disconnect-isolate.ts'
import { judgeNarrowing, sizeOf } from './disconnect-judge.ts'
import type { Proposal, Proposed } from './disconnect-proposal.ts'
import { endpointsOf, type Search } from './disconnect-search.ts'
import { type Draft, startDraft } from './draft.ts'
import { isIsolated } from './end-needs.ts'
import { narrowPolicy } from './narrow-policy.ts'
import type { CutManner } from './narrow-rule.ts'
import type { Narrowing } from './plan.ts'
import { runSteps } from './policy-steps.ts'
import { type NewPolicy, writePolicies } from './write-policies.ts'

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
  const isForAnyone = search.parts.some(({ rule }) => rule.direction === direction && rule.peers === 'any')
  const manners = MANNERS.filter(({ exceptsPods }) => isForAnyone || !exceptsPods)
  const planned = manners.map((manner) => ({ manner, way: narrowAll(search, direction, manner) }))
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
