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
  readonly voids?: number
}

/** A tier, seen from one place for one class of ports. */
export interface TierView {
  readonly end: Tier['end']
  readonly pieces: readonly Piece[]
  /** The other ends towards which the end of the tier is met for certain. */
  readonly isolated: BitSet
  /** Those towards which it may be met, for each group of policies that select together or not at all. */
  readonly unsure: readonly BitSet[]
}

/** What the tiers let pass, asked in order; `everyone` are all other ends. */
export function decide(tiers: readonly TierView[], everyone: BitSet): Passing {
  let passing: Passing = { certain: everyone, possible: everyone }
  for (let index = tiers.length - 1; index >= 0; index -= 1) passing = decideTier(tiers[index] as TierView, passing)
  return passing
}

/** `next` is what the tiers after it let pass. */
function decideTier(tier: TierView, next: Passing): Passing {
  let passing = tier.end === 'pass' ? next : meetEnd(tier, next)
  for (const pieces of byRankDescending(tier.pieces)) passing = decideRank(pieces, passing, next)
  return passing
}

function meetEnd({ isolated, unsure, pieces }: TierView, next: Passing): Passing {
  const open = unsure.map((places, index) =>
    subtractBits(places, unionAllBits(pieces.filter(({ voids }) => voids === index).map((piece) => piece.places))),
  )
  return limit(next, { certain: isolated, possible: open.reduce(unionBits, isolated) })
}

function byRankDescending(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const [first] = pieces
  if (!first) return []
  if (pieces.every(({ rank }) => rank === first.rank)) return [pieces]
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
  const pass = gather(pieces, 'pass')
  const left = isEmptyBits(pass.possible) ? later : passOn(pass, later, next)
  return limit(join(gather(pieces, 'allow'), left), gather(pieces, 'deny'))
}

/** What passes by either. Where both are settled the union is, as one set. */
function join(a: Passing, b: Passing): Passing {
  const certain = unionBits(a.certain, b.certain)
  return { certain, possible: isSettled(a) && isSettled(b) ? certain : unionBits(a.possible, b.possible) }
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

let latest: { readonly from: BitSet; readonly taken: BitSet; readonly left: BitSet } | undefined

/** The difference. Ends without rules for some ports ask for the same one again and again. */
function without(from: BitSet, taken: BitSet): BitSet {
  if (isEmptyBits(taken)) return from
  if (latest?.from !== from || latest.taken !== taken) latest = { from, taken, left: subtractBits(from, taken) }
  return latest.left
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

function gather(pieces: readonly Piece[], action: Action): Passing {
  const certain: BitSet[] = []
  const possible: BitSet[] = []
  for (const piece of pieces) if (piece.action === action) (piece.isCertain ? certain : possible).push(piece.places)
  if (certain.length + possible.length === 0) return NOTHING
  const sure = unionAllBits(certain)
  return { certain: sure, possible: possible.length === 0 ? sure : unionAllBits([sure, ...possible]) }
}

const NOTHING: Passing = { certain: EMPTY_BITS, possible: EMPTY_BITS }
