import type { Work } from '../model/work.ts'
import { type BitSet, countBits, EMPTY_BITS, isEmptyBits, listBits } from '../net/bit-set.ts'
import type { MatrixAxes, MatrixCell, MatrixWindow, OpenNamespaces } from './matrix.ts'
import type { GroundRow, MatrixGround } from './matrix-ground.ts'
import { addTallies, createPairTally, NO_PAIRS, type Tally, tallyRow, toCell } from './tally.ts'

/** Who has a row and who has a column. */
export function matrixAxes({ ends }: MatrixGround, { rows, columns }: OpenNamespaces): MatrixAxes {
  return { rows: ends(new Set(rows)), columns: ends(new Set(columns)) }
}

/** Cells of one row that are counted in one step. */
const STEP = 100

/** The cells of a window, row by row, in steps: each is what the engine says of all its pairs. */
export function* matrixCells(
  ground: MatrixGround,
  { rows, columns }: MatrixWindow,
): Work<readonly (readonly MatrixCell[])[]> {
  const rowOf = createMatrixRows(ground, columns)
  const cells: (readonly MatrixCell[])[] = []
  for (const id of rows) {
    yield { doing: 'comparing', done: cells.length / rows.length }
    cells.push(yield* rowOf(id))
  }
  return cells
}

/** One row after the other, with the same columns. */
export function createMatrixRows(
  ground: MatrixGround,
  columns: readonly string[],
): (id: string) => Work<readonly MatrixCell[]> {
  const groups = columns.map(ground.placesOf)
  const tally = createTallies(ground, groups)
  return function* rowOf(id) {
    const sums: Tally[] = groups.map(() => NO_PAIRS)
    for (const place of listBits(ground.placesOf(id))) {
      for (let at = 0; at < groups.length; at += 1) {
        sums[at] = addTallies(sums[at] ?? NO_PAIRS, tally(place, at))
        if (at % STEP === 0) yield undefined
      }
    }
    return sums.map((sum) => toCell(ground, sum))
  }
}

/** Rows of which the counts are kept. */
const KEPT = 64

/** Sources that are alike have one row: what was counted for one is not counted again for the next. */
function createTallies(ground: MatrixGround, groups: readonly BitSet[]): (place: number, at: number) => Tally {
  const known = new Map<GroundRow, Tally[]>()
  const tallyPair = createPairTally(ground)
  const alone = groups.map((group) => (countBits(group) === 1 ? listBits(group)[0] : undefined))
  return (place, at) => {
    const row = ground.rowFrom(place)
    const group = groups[at] ?? EMPTY_BITS
    const partners = ground.partners(place, group)
    const only = alone[at]
    if (only !== undefined) return isEmptyBits(partners) ? NO_PAIRS : tallyPair(row, only)
    if (partners !== group) return tallyRow(row, partners)
    const counted = known.get(row) ?? []
    const tally = counted[at] ?? tallyRow(row, partners)
    counted[at] = tally
    if (known.size >= KEPT && !known.has(row)) known.clear()
    known.set(row, counted)
    return tally
  }
}
