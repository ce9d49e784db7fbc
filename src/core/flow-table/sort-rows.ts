import type { Work } from '../model/work.ts'

/** The numbers from 0 up to `count`. */
export function allRows(count: number): Uint32Array {
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row += 1) rows[row] = row
  return rows
}

/** Rows between two pauses. */
const STRIDE = 200_000

/** Sorts rows by a small whole number each has, below `keys`; those with the same stay in their order. */
export function* sortingByNumber(rows: Uint32Array, keys: number, keyOf: (row: number) => number): Work<Uint32Array> {
  const starts = new Uint32Array(keys + 1)
  for (let index = 0; index < rows.length; index += 1) {
    if (index % STRIDE === 0) yield undefined
    const key = keyOf(rows[index] as number) + 1
    starts[key] = (starts[key] as number) + 1
  }
  for (let key = 1; key <= keys; key += 1) starts[key] = (starts[key] as number) + (starts[key - 1] as number)
  const sorted = new Uint32Array(rows.length)
  for (let index = 0; index < rows.length; index += 1) {
    if (index % STRIDE === 0) yield undefined
    const row = rows[index] as number
    const key = keyOf(row)
    const place = starts[key] as number
    sorted[place] = row
    starts[key] = place + 1
  }
  return sorted
}
