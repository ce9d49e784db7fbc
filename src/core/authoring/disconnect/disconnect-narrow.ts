import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { Work } from '../../model/work.ts'
import { formatTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import { isIsolated } from '../connect/end-needs.ts'
import type { Narrowing } from '../plan.ts'
import { isolations } from './disconnect-isolate.ts'
import { judgingNarrowing, sizeOf } from './disconnect-judge.ts'
import type { Proposal, Proposed, Share } from './disconnect-proposal.ts'
import { endpointsOf, type Search } from './disconnect-search.ts'
import { findingShares, narrowing, sharing } from './narrow-ends.ts'

/** Other ways to stop a flow, and why there are no more. */
export interface FoundNarrowings {
  readonly narrowings: readonly Narrowing[]
  readonly refusals: readonly string[]
}

/**
 * The ways to stop a flow by narrowing rules at one end, or, where no rules can say that exactly, by isolating an end
 * that is open, or by narrowing some ports at one end and the others at the other: exact ones first, then the smallest
 * change of the text. What would open anything, or leave the flow open, is no way.
 */
export function* findingNarrowings(search: Search): Work<FoundNarrowings> {
  const [isolated, open] = divide(DIRECTIONS, (direction) => isWhollyIsolated(search, direction))
  const narrowed = yield* judgingAll(search, yield* proposing(search, isolated, narrowing))
  if (hasExact(narrowed)) return { narrowings: narrowed.narrowings, refusals: [] }
  // An open end needs no help of the other: isolating it stops every port.
  const more =
    open.length > 0
      ? yield* judgingAll(search, yield* proposing(search, open, isolations))
      : yield* judgingShares(search, narrowed)
  const all = [...narrowed.narrowings, ...more.narrowings].sort(compareNarrowings)
  const refusals = [...new Set([...narrowed.refusals, ...more.refusals])]
  return { narrowings: all, refusals: hasExact(more) ? [] : refusals }
}

/** So many divisions of the ports are tried; each takes as long as all ways of one end. */
const MOST_SHARES = 12

/**
 * The ways in which both ends stop a part each, where neither stops all, up to the first exact one. Why an end alone
 * does not do is told by its refusals; that some division of the ports does not do either says nothing more.
 */
function* judgingShares(search: Search, { shares }: JudgedAll): Work<FoundNarrowings> {
  const narrowings: Narrowing[] = []
  const waiting = [...shares, ...(yield* findingShares(search))]
  const tried = new Set<string>()
  for (let share = waiting.shift(); share && tried.size < MOST_SHARES; share = waiting.shift()) {
    const key = `${share.direction} ${formatTraffic(share.left)}`
    if (tried.has(key)) continue
    tried.add(key)
    const judged = yield* judgingAll(search, yield* sharing(search, share))
    narrowings.push(...judged.narrowings)
    if (hasExact(judged)) break
    waiting.push(...judged.shares)
  }
  return { narrowings, refusals: [] }
}

function hasExact({ narrowings }: FoundNarrowings): boolean {
  return narrowings.some(({ exact }) => exact)
}

/** What is proposed for each of some directions. */
function* proposing(
  search: Search,
  directions: readonly Direction[],
  propose: (search: Search, direction: Direction) => Work<Proposed>,
): Work<Proposed> {
  const proposed: Proposed[] = []
  for (const direction of directions) proposed.push(yield* propose(search, direction))
  return {
    proposals: proposed.flatMap(({ proposals }) => proposals),
    refusals: proposed.flatMap(({ refusals }) => refusals),
  }
}

interface JudgedAll extends FoundNarrowings {
  /** Of what was no way: what the end could not stop, which may be for the other. */
  readonly shares: readonly Share[]
}

function* judgingAll(search: Search, { proposals, refusals: refused }: Proposed): Work<JudgedAll> {
  const narrowings: Narrowing[] = []
  const refusals = [...refused]
  const shares: Share[] = []
  for (const proposal of withoutTwins(proposals)) {
    const { draft, inside, added, unseen, share, ...said } = proposal
    const judged = yield* judgingNarrowing(search, { draft, inside, added })
    if ('why' in judged) {
      refusals.push(`${said.words}: ${judged.why}`)
      if (judged.still && share) shares.push({ ...share, left: unionTraffic(share.left, judged.still) })
    } else {
      const alsoCloses = [...judged.alsoCloses, ...unseen]
      const exact = alsoCloses.length === 0
      narrowings.push({ ...said, edits: draft.edits, exact, alsoCloses, selectors: judged.selectors })
    }
  }
  return { narrowings: narrowings.sort(compareNarrowings), refusals, shares }
}

function compareNarrowings(a: Narrowing, b: Narrowing): number {
  const rank = ({ exact, kind }: Narrowing) => (exact ? 0 : kind === 'isolate-all' ? 2 : 1)
  return rank(a) - rank(b) || sizeOf(a.edits) - sizeOf(b.edits)
}

function divide<T>(list: readonly T[], claim: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [list.filter(claim), list.filter((one) => !claim(one))]
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
