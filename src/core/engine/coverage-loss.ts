import { type BitSet, intersectBits, isEmptyBits, subtractBits, unionBits } from '../net/bit-set.ts'
import type { Passing } from './decide.ts'
import type { EndRow } from './end-rows.ts'
import { type FlowCell, toCell } from './flow-cell.ts'

/** What passes on some ports. */
export interface PassingCell extends Passing {
  readonly ports: BitSet
}

/** What is lost on some ports: the places that no longer pass for certain, and those that can no longer pass at all. */
export interface Loss {
  readonly ports: BitSet
  readonly certain: BitSet
  readonly possible: BitSet
}

/** The cells of what one end lets pass. */
export function toCells({ classes, passing }: EndRow): readonly PassingCell[] {
  return classes.flatMap(({ mask }, index) => {
    const cell = passing[index]
    return cell && !isEmptyBits(cell.possible) ? [{ ports: mask, certain: cell.certain, possible: cell.possible }] : []
  })
}

/** What passes by `before` and not by `after`; what is lost for certain without being lost at all is open to doubt now. */
export function compareCells(before: readonly PassingCell[], after: readonly PassingCell[]): readonly Loss[] {
  return before.flatMap((cell) => {
    const losses: Loss[] = []
    let rest = cell.ports
    for (const other of after) {
      const ports = intersectBits(rest, other.ports)
      if (isEmptyBits(ports)) continue
      rest = subtractBits(rest, ports)
      addLoss(losses, ports, subtractBits(cell.certain, other.certain), subtractBits(cell.possible, other.possible))
    }
    addLoss(losses, rest, cell.certain, cell.possible)
    return losses
  })
}

/** The places at which something is lost. */
export function placesOf({ certain, possible }: Loss): BitSet {
  return unionBits(certain, possible)
}

/** The losses as cells of a row that shows what is lost: allowed before and not now, or open before and denied now. */
export function showLosses(losses: readonly Loss[]): readonly FlowCell[] {
  return losses.map((loss) => toCell(loss.ports, { certain: loss.certain, possible: placesOf(loss) }))
}

function addLoss(losses: Loss[], ports: BitSet, certain: BitSet, possible: BitSet): void {
  if (isEmptyBits(ports) || (isEmptyBits(certain) && isEmptyBits(possible))) return
  losses.push({ ports, certain, possible })
}
