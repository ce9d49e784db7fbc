import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { Work } from '../../model/work.ts'
import { isIsolated } from '../connect/end-needs.ts'
import { type Draft, startDraft } from '../draft.ts'
import type { Narrowing } from '../plan.ts'
import { type NewPolicy, writePolicies } from '../write-policies.ts'
import { isolations } from './disconnect-isolate.ts'
import { judgingNarrowing, sizeOf } from './disconnect-judge.ts'
import type { Proposal, Proposed } from './disconnect-proposal.ts'
import { endpointsOf, type Search } from './disconnect-search.ts'
import { narrowPolicy } from './narrow-policy.ts'
import type { CutManner } from './narrow-rule.ts'
import { runSteps } from './policy-steps.ts'

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
export function* findingNarrowings(search: Search): Work<FoundNarrowings> {
  const [isolated, open] = divide(DIRECTIONS, (direction) => isWhollyIsolated(search, direction))
  const narrowed = yield* proposing(search, isolated, narrowing)
  if (narrowed.narrowings.some(({ exact }) => exact)) return { narrowings: narrowed.narrowings, refusals: [] }
  const isolating = yield* proposing(search, open, isolations)
  const all = [...narrowed.narrowings, ...isolating.narrowings].sort(compareNarrowings)
  const refusals = [...new Set([...narrowed.refusals, ...isolating.refusals])]
  return { narrowings: all, refusals: all.some(({ exact }) => exact) ? [] : refusals }
}

/** What is proposed for some directions, judged. */
function* proposing(
  search: Search,
  directions: readonly Direction[],
  propose: (search: Search, direction: Direction) => Work<Proposed>,
): Work<FoundNarrowings> {
  const proposed: Proposed[] = []
  for (const direction of directions) proposed.push(yield* propose(search, direction))
  const narrowings: Narrowing[] = []
  const refusals = proposed.flatMap((one) => one.refusals)
  for (const proposal of withoutTwins(proposed.flatMap(({ proposals }) => proposals))) {
    const judged = yield* judging(search, proposal)
    if (typeof judged === 'string') refusals.push(judged)
    else narrowings.push(judged)
  }
  return { narrowings: narrowings.sort(compareNarrowings), refusals }
}

function compareNarrowings(a: Narrowing, b: Narrowing): number {
  const rank = ({ exact, kind }: Narrowing) => (exact ? 0 : kind === 'isolate-all' ? 2 : 1)
  return rank(a) - rank(b) || sizeOf(a.edits) - sizeOf(b.edits)
}

function divide<T>(list: readonly T[], claim: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [list.filter(claim), list.filter((one) => !claim(one))]
}

function* judging(search: Search, proposal: Proposal): Work<Narrowing | string> {
  const { draft, inside, added, unseen, ...said } = proposal
  const judged = yield* judgingNarrowing(search, { draft, inside, added })
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

function* narrowing(search: Search, direction: Direction): Work<Proposed> {
  const isForAnyone = search.parts.some(({ rule }) => rule.direction === direction && rule.peers === 'any')
  const proposals: Proposal[] = []
  const refusals: string[] = []
  for (const manner of MANNERS) {
    if (manner.exceptsPods && !isForAnyone) continue
    const way = narrowAll(search, direction, manner)
    yield
    if (typeof way !== 'string') proposals.push(way)
    // That the others cannot be listed is no reason against leaving somebody out.
    else if (!manner.lists) refusals.push(way)
  }
  return { proposals, refusals }
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
    inside: draft,
    added: written.manifests,
    unseen: manner.lists ? ['pods that are added later'] : [],
  }
}
