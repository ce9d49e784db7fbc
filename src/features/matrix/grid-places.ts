import type { MatrixAxes, MatrixEnd } from '../../core/matrix/matrix.ts'
import type { GridPlace } from './grid-keys.ts'
import type { MatrixPlace } from './use-matrix-place.ts'

/** The cell or header that was clicked, if any. */
export function placeOf(target: EventTarget): GridPlace | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row][data-column]') : null
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined
}

/** Where the ids of a place are now; what is gone, at the beginning. */
export function toGridPlace({ rows, columns }: MatrixAxes, at: MatrixPlace['at']): GridPlace {
  const find = (ends: readonly MatrixEnd[], id: string | undefined) =>
    id === undefined
      ? -1
      : Math.max(
          0,
          ends.findIndex((end) => end.id === id),
        )
  if (at.row === undefined && at.column === undefined) return { row: 0, column: 0 }
  return { row: find(rows, at.row), column: find(columns, at.column) }
}

/** The ends of a place, which stay when rows and columns come and go. */
export function toCellPlace({ rows, columns }: MatrixAxes, { row, column }: GridPlace): MatrixPlace['at'] {
  const [from, to] = [rows[row]?.id, columns[column]?.id]
  return { ...(from === undefined ? {} : { row: from }), ...(to === undefined ? {} : { column: to }) }
}
