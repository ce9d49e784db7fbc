import {
  type BitSet,
  EMPTY_BITS,
  intersectBits,
  isEmptyBits,
  subtractBits,
  unionAllBits,
  unionBits,
} from '../net/bit-set.ts'
import type { Action, Tier } from './tiers.ts'

/** The other ends that something passes to or from: for certain, and possibly; `certain` lies within `possible`. */
export interface Passing {
  readonly certain: BitSet
  readonly possible: BitSet
}

/** What one clause says of one class of ports, seen from one place: the other ends it acts on. */
export interface Piece {
  readonly action: Action
  readonly rank: number
  readonly isCertain: boolean
  readonly places: BitSet
  /**
   * Of a policy that only may select the end (END-2c), whose clause else matches for certain: where the policy selects, it
   * matches, so there the end of the tier is not met. The number of the isolation it goes with.
   */
  readonly voids?: number | undefined
}

/** Whom the end of a tier meets, seen from one place. */
export interface TierEnd {
  readonly end: Tier['end']
  /** The other ends towards which it is met for certain. */
  readonly isolated: BitSet
  /** Those towards which it may be met, for each group of policies that select together or not at all. */
  readonly unsure: readonly BitSet[]
}

/** What the tiers let pass, asked in order, of all that may; `said` is what the clauses of each say. */
export function decide(tiers: readonly TierEnd[], said: readonly (readonly Piece[])[], anyone: Passing): Passing {
  let passing = anyone
  for (let tier = tiers.length - 1; tier >= 0; tier -= 1) {
    passing = decideTier(tiers[tier] as TierEnd, said[tier] ?? NO_PIECES, passing)
  }
  return passing
}

const NO_PIECES: readonly Piece[] = []

/** `next` is what the tiers after it let pass. */
function decideTier(tier: TierEnd, pieces: readonly Piece[], next: Passing): Passing {
  let passing = tier.end === 'pass' ? next : meetEnd(tier, pieces, next)
  if (pieces.length === 0) return passing
  // Rules that all allow add to what passes, whatever their ranks.
  if (pieces.every(isAllow)) return gather(pieces, 'allow', passing)
  for (const equals of byRankDescending(pieces)) passing = decideRank(equals, passing, next)
  return passing
}

function isAllow({ action }: Piece): boolean {
  return action === 'allow'
}

function meetEnd({ isolated, unsure }: TierEnd, pieces: readonly Piece[], next: Passing): Passing {
  if (unsure.length === 0) return meetSureEnd(isolated, next)
  const open = unsure.map((places, index) =>
    subtractBits(places, unionAllBits(pieces.filter(({ voids }) => voids === index).map((piece) => piece.places))),
  )
  return limit(next, { certain: isolated, possible: open.reduce(unionBits, isolated) })
}

let latestEnd: { readonly isolated: BitSet; readonly next: Passing; readonly passing: Passing } | undefined

/** Asked again and again of the same ends. */
function meetSureEnd(isolated: BitSet, next: Passing): Passing {
  if (latestEnd?.isolated !== isolated || latestEnd.next !== next)
    latestEnd = { isolated, next, passing: limit(next, { certain: isolated, possible: isolated }) }
  return latestEnd.passing
}

function byRankDescending(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const ranks = new Map<number, Piece[]>()
  for (const piece of pieces) {
    const equals = ranks.get(piece.rank)
    if (equals) equals.push(piece)
    else ranks.set(piece.rank, [piece])
  }
  return [...ranks].sort(([a], [b]) => b - a).map(([, list]) => list)
}

/** Deny beats allow beats pass; what none of them matches goes on to `later` ranks. */
function decideRank(pieces: readonly Piece[], later: Passing, next: Passing): Passing {
  const left = some(pieces, 'pass') ? passOn(gather(pieces, 'pass', NOTHING), later, next) : later
  const passing = gather(pieces, 'allow', left)
  return some(pieces, 'deny') ? limit(passing, gather(pieces, 'deny', NOTHING)) : passing
}

function some(pieces: readonly Piece[], action: Action): boolean {
  for (const piece of pieces) if (piece.action === action) return true
  return false
}

/** What passes and is not refused: for certain where refusal is not even possible. */
function limit(passing: Passing, refused: Passing): Passing {
  const certain = without(passing.certain, refused.possible)
  return {
    certain,
    possible: isSettled(passing) && isSettled(refused) ? certain : without(passing.possible, refused.certain),
  }
}

function isSettled({ certain, possible }: Passing): boolean {
  return certain === possible
}

function without(from: BitSet, taken: BitSet): BitSet {
  return isEmptyBits(taken) ? from : subtractBits(from, taken)
}

/** Where a pass rule matches, the next tier decides; where it only may, both must agree for certainty. */
function passOn(pass: Passing, later: Passing, next: Passing): Passing {
  const both = intersectBits(later.certain, next.certain)
  return {
    certain: unionAllBits([
      intersectBits(pass.certain, next.certain),
      intersectBits(pass.possible, both),
      subtractBits(later.certain, pass.possible),
    ]),
    possible: unionBits(intersectBits(pass.possible, next.possible), subtractBits(later.possible, pass.certain)),
  }
}

/** Whether all that pieces can do is to add to what passes: they may be asked one after the other then. */
export function onlyAllow(tiers: readonly TierEnd[], pieces: readonly Piece[]): boolean {
  return tiers.length === 1 && tiers[0]?.unsure.length === 0 && pieces.every(isAllow)
}

/** What passes where such pieces are asked besides those that `passing` comes of. */
export function allowMore(pieces: readonly Piece[], passing: Passing): Passing {
  return pieces.length === 0 ? passing : gather(pieces, 'allow', passing)
}

/** What pieces of an action hold, and `more`. Where all is settled the union is, as one set. */
function gather(pieces: readonly Piece[], action: Action, more: Passing): Passing {
  const certain = unionOf(pieces, action, true, more.certain)
  const possible = unionOf(pieces, action, false, EMPTY_BITS)
  if (isEmptyBits(possible) && isSettled(more)) return { certain, possible: certain }
  return { certain, possible: unionBits(unionBits(certain, possible), more.possible) }
}

function unionOf(pieces: readonly Piece[], action: Action, isCertain: boolean, more: BitSet): BitSet {
  let union = more
  let several: BitSet[] | undefined
  for (const { action: own, isCertain: isSure, places } of pieces) {
    if (own !== action || isSure !== isCertain) continue
    if (several) several.push(places)
    else if (pieces.length > 2) several = [more, places]
    else union = unionBits(union, places)
  }
  return several ? unionAllBits(several) : union
}

const NOTHING: Passing = { certain: EMPTY_BITS, possible: EMPTY_BITS }
