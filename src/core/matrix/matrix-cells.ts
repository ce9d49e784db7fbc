import type { Work } from '../model/work.ts'
import { type BitSet, listBits } from '../net/bit-set.ts'
import type { MatrixAxes, MatrixCell, MatrixWindow, OpenNamespaces } from './matrix.ts'
import type { GroundRow, MatrixGround } from './matrix-ground.ts'
import { addTallies, NO_PAIRS, type Tally, tallyRow, toCell } from './tally.ts'

/** Who has a row and who has a column. */
export function matrixAxes({ ends }: MatrixGround, { rows, columns }: OpenNamespaces): MatrixAxes {
  return { rows: ends(new Set(rows)), columns: ends(new Set(columns)) }
}

/** The cells of a window, row by row, in steps: each is what the engine says of all its pairs. */
export function* matrixCells(
  ground: MatrixGround,
  { rows, columns }: MatrixWindow,
): Work<readonly (readonly MatrixCell[])[]> {
  const groups = columns.map(ground.placesOf)
  const tally = createTallies(ground)
  const cells: (readonly MatrixCell[])[] = []
  for (const [index, id] of rows.entries()) {
    const sums: Tally[] = groups.map(() => NO_PAIRS)
    for (const place of listBits(ground.placesOf(id))) {
      for (const [at, group] of groups.entries()) sums[at] = addTallies(sums[at] ?? NO_PAIRS, tally(place, group))
      yield { doing: 'comparing', done: index / rows.length }
    }
    cells.push(sums.map((sum) => toCell(ground, sum)))
  }
  return cells
}

/** Sources that are alike have one row: what was counted for one is not counted again for the next. */
function createTallies(ground: MatrixGround): (place: number, group: BitSet) => Tally {
  const known = new WeakMap<GroundRow, WeakMap<BitSet, Tally>>()
  return (place, group) => {
    const row = ground.rowFrom(place)
    const partners = ground.partners(place, group)
    const byGroup = known.get(row) ?? new WeakMap<BitSet, Tally>()
    known.set(row, byGroup)
    const tally = byGroup.get(partners) ?? tallyRow(row, partners)
    byGroup.set(partners, tally)
    return tally
  }
}
