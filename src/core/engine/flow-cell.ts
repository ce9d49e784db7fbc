import {
  type BitSet,
  countCommonBits,
  EMPTY_BITS,
  intersectBits,
  intersectsBits,
  isEmptyBits,
  unionBits,
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
  private readonly mine: Passing
  private readonly theirs: Passing
  private readonly everyone: BitSet
  private both: Passing | undefined

  constructor(ports: BitSet, mine: Passing, theirs: Passing, everyone: BitSet) {
    this.ports = ports
    this.mine = mine
    this.theirs = theirs
    this.everyone = everyone
    this.both = undefined
  }

  get certain(): BitSet {
    return this.join().certain
  }

  get possible(): BitSet {
    return this.join().possible
  }

  countCertain(places: BitSet): number {
    return countCommonBits(this.mine.certain, this.theirs.certain, places)
  }

  private join(): Passing {
    this.both ??= joinEnds(this.mine, this.theirs, this.everyone)
    return this.both
  }
}

function joinEnds(mine: Passing, theirs: Passing, everyone: BitSet): Passing {
  const certain = within(mine.certain, theirs.certain, everyone)
  if (isSettled(mine) && isSettled(theirs)) return { certain, possible: certain }
  return { certain, possible: within(mine.possible, theirs.possible, everyone) }
}

/** The same where `extras` allow more, besides `theirs`. */
export function joinExtras(
  ports: BitSet,
  mine: Passing,
  theirs: Passing,
  extras: readonly Piece[],
  everyone: BitSet,
): FlowCell | undefined {
  const certain = withinAny(mine.certain, theirs.certain, extras, false, everyone)
  const isWhole = isSettled(mine) && isSettled(theirs) && extras.every(({ isCertain }) => isCertain)
  const possible = isWhole ? certain : withinAny(mine.possible, theirs.possible, extras, true, everyone)
  return isEmptyBits(possible) ? undefined : { ports, certain, possible }
}

function isSettled({ certain, possible }: Passing): boolean {
  return certain === possible
}

function within(bound: BitSet, places: BitSet, everyone: BitSet): BitSet {
  return bound === everyone ? places : intersectBits(bound, places)
}

/** `places` and those of the extras, of which only the certain ones count unless others may. */
function withinAny(
  bound: BitSet,
  places: BitSet,
  extras: readonly Piece[],
  othersToo: boolean,
  everyone: BitSet,
): BitSet {
  let found = within(bound, places, everyone)
  for (const extra of extras)
    if (othersToo || extra.isCertain) found = unionBits(found, within(bound, extra.places, everyone))
  return found
}

/** A cell of places that are known. */
export function toCell(ports: BitSet, { certain, possible }: Passing): FlowCell {
  return { ports, certain, possible }
}

/** Nothing passes. */
export const NOTHING_PASSES: Passing = { certain: EMPTY_BITS, possible: EMPTY_BITS }
