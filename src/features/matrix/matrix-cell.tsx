import { memo } from 'react'
import type { MatrixCell } from '../../core/matrix/matrix.ts'
import { countInCell, describeCell, portsInCell, signOfCell } from '../../core/matrix/matrix-words.ts'

interface MatrixCellProps {
  readonly id: string
  readonly row: number
  readonly column: number
  readonly left: number
  /** "monitoring to payments". */
  readonly ends: string
  /** Undefined until it is known. */
  readonly cell: MatrixCell | undefined
  readonly isActive: boolean
  readonly isMarked: boolean
}

/** What may pass from the sender of the row to the receiver of the column. */
export const MatrixCellView = memo(function MatrixCellView(props: MatrixCellProps) {
  const { id, row, column, left, ends, cell, isActive, isMarked } = props
  const words = cell ? describeCell(cell) : 'not known yet'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold back what is out of sight
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
    <div
      role="gridcell"
      id={id}
      className={`matrix-cell ${classOf(cell)} ${isActive ? 'is-active' : ''} ${isMarked ? 'is-marked' : ''}`}
      style={{ left }}
      aria-colindex={column + 2}
      aria-selected={isActive}
      aria-label={`${ends}: ${words}`}
      title={`${ends}: ${words}`}
      data-row={row}
      data-column={column}
    >
      {cell && <CellWords cell={cell} />}
    </div>
  )
})

/** The sign, the ports and the count of a cell. */
export function CellWords({ cell }: { cell: MatrixCell }) {
  const count = countInCell(cell)
  const isDoubtful = cell.answer === 'some' && cell.doubtful > 0
  // There is no room for all of it: a count that depends says more than that its ports differ.
  const ports = isDoubtful && count && !cell.agree ? '' : portsInCell(cell)
  return (
    <span className="matrix-words" aria-hidden>
      <span className="matrix-sign">{signOfCell(cell)}</span>
      {ports && <span className="matrix-ports">{ports}</span>}
      {count && <span className="matrix-count">{count}</span>}
      {isDoubtful && <span className="matrix-doubt">?</span>}
    </span>
  )
}

/** `is-some`; `is-whole` besides when no pair is left out. */
export function classOf(cell: MatrixCell | undefined): string {
  if (!cell) return 'is-unknown'
  return cell.open === cell.pairs ? `is-${cell.answer} is-whole` : `is-${cell.answer}`
}
