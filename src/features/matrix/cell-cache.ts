import type { MatrixCell, MatrixEnd, MatrixWindow } from '../../core/matrix/matrix.ts'

/** The cells that are known of one text, by the ids of their ends. */
export interface CellCache {
  readonly get: (row: string, column: string) => MatrixCell | undefined
  readonly put: (window: MatrixWindow, cells: readonly (readonly MatrixCell[])[]) => void
}

/** More are not kept: those in sight are asked for again. */
const MOST_CELLS = 60_000

export function createCellCache(): CellCache {
  const rows = new Map<string, Map<string, MatrixCell>>()
  let count = 0
  return {
    get: (row, column) => rows.get(row)?.get(column),
    put({ rows: ids, columns }, cells) {
      if (count > MOST_CELLS) {
        rows.clear()
        count = 0
      }
      for (const [at, id] of ids.entries()) {
        const known = rows.get(id) ?? new Map<string, MatrixCell>()
        rows.set(id, known)
        for (const [index, column] of columns.entries()) {
          const cell = cells[at]?.[index]
          if (!cell) continue
          if (!known.has(column)) count += 1
          known.set(column, cell)
        }
      }
    },
  }
}

/** The smallest window that holds every cell in sight that is not known; undefined when all are. */
export function findMissing(
  cache: CellCache,
  rows: readonly MatrixEnd[],
  columns: readonly MatrixEnd[],
): MatrixWindow | undefined {
  const isMissing = (row: MatrixEnd, column: MatrixEnd) => cache.get(row.id, column.id) === undefined
  const lacking = rows.filter((row) => columns.some((column) => isMissing(row, column)))
  if (lacking.length === 0) return undefined
  return {
    rows: lacking.map(({ id }) => id),
    columns: columns.filter((column) => lacking.some((row) => isMissing(row, column))).map(({ id }) => id),
  }
}
