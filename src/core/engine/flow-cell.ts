import {
  type BitSet,
  countCommonBits,
  EMPTY_BITS,
  intersectBits,
  intersectsBits,
  isEmptyBits,
  unionAllBits,
} from '../net/bit-set.ts'
import type { Passing, Piece } from './decide.ts'

/** What passes on one class of ports from one place, or to one: the places at the other end. */
export interface FlowCell extends Passing {
  readonly ports: BitSet
}

/** How many of some places a cell holds for certain. */
export function countCertain(cell: FlowCell, places: BitSet): number {
  return cell instanceof MetEnds ? cell.countCertain(places) : countCommonBits(cell.certain, places)
}

/**
 * What both ends let pass (ISO-6): `mine` by the one place, `theirs` by the others.
 * Undefined for nothing. The sets are joined when somebody looks at them.
 */
export function meetEnds(ports: BitSet, mine: Passing, theirs: Passing, everyone: BitSet): FlowCell | undefined {
  if (!intersectsBits(mine.possible, theirs.possible)) return undefined
  return new MetEnds(ports, mine, theirs, everyone)
}

class MetEnds implements FlowCell {
  readonly ports: BitSet
  readonly #mine: Passing
  readonly #theirs: Passing
  readonly #everyone: BitSet
  #certain: BitSet | undefined
  #possible: BitSet | undefined

  constructor(ports: BitSet, mine: Passing, theirs: Passing, everyone: BitSet) {
    this.ports = ports
    this.#mine = mine
    this.#theirs = theirs
    this.#everyone = everyone
  }

  get certain(): BitSet {
    this.#certain ??= within(this.#mine.certain, this.#theirs.certain, this.#everyone)
    return this.#certain
  }

  get possible(): BitSet {
    if (isSettled(this.#mine) && isSettled(this.#theirs)) return this.certain
    this.#possible ??= within(this.#mine.possible, this.#theirs.possible, this.#everyone)
    return this.#possible
  }

  countCertain(places: BitSet): number {
    return countCommonBits(this.#mine.certain, this.#theirs.certain, places)
  }
}

/** The same where `extras` allow more, besides `theirs`. */
export function joinExtras(
  ports: BitSet,
  mine: Passing,
  theirs: Passing,
  extras: readonly Piece[],
): FlowCell | undefined {
  const sure = extras.filter(({ isCertain }) => isCertain)
  const certain = withinAny(mine.certain, theirs.certain, sure)
  const isWhole = isSettled(mine) && isSettled(theirs) && sure.length === extras.length
  const possible = isWhole ? certain : withinAny(mine.possible, theirs.possible, extras)
  if (isEmptyBits(possible)) return undefined
  return { ports, certain, possible }
}

function isSettled({ certain, possible }: Passing): boolean {
  return certain === possible
}

function within(bound: BitSet, places: BitSet, everyone: BitSet): BitSet {
  return bound === everyone ? places : intersectBits(bound, places)
}

function withinAny(bound: BitSet, places: BitSet, extras: readonly Piece[]): BitSet {
  return unionAllBits([intersectBits(bound, places), ...extras.map((extra) => intersectBits(bound, extra.places))])
}

/** A cell of places that are known. */
export function toCell(ports: BitSet, { certain, possible }: Passing): FlowCell {
  return { ports, certain, possible }
}

/** Nothing passes. */
export const NOTHING_PASSES: Passing = { certain: EMPTY_BITS, possible: EMPTY_BITS }
