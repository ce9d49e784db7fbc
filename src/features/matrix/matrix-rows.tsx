import type { VirtualItem } from '@tanstack/react-virtual'
import type { MatrixEnd } from '../../core/matrix/matrix.ts'
import { nameEnd } from '../../core/matrix/matrix-words.ts'
import type { GridPlace } from './grid-keys.ts'
import { MatrixCellView } from './matrix-cell.tsx'
import { MatrixHeader } from './matrix-header.tsx'
import type { CellOf } from './use-cells.ts'
import type { Marks } from './use-marks.ts'

interface HeadRowProps {
  readonly id: string
  readonly columns: readonly MatrixEnd[]
  readonly shown: readonly VirtualItem[]
  readonly active: GridPlace
  readonly marks: Marks
}

/** The receivers. */
export function HeadRow({ id, columns, shown, active, marks }: HeadRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold back what is out of sight
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
    <div role="row" className="matrix-row matrix-row--head" aria-rowindex={1}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot hold back what is out of sight */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell */}
      <div
        role="columnheader"
        id={cellId(id, -1, -1)}
        className={`matrix-corner ${active.row < 0 && active.column < 0 ? 'is-active' : ''}`}
        aria-colindex={1}
        data-row={-1}
        data-column={-1}
      >
        <span>from ↓</span>
        <span>to →</span>
      </div>
      {shown.map(({ index, start }) => {
        const end = columns[index]
        return (
          end && (
            <MatrixHeader
              key={end.id}
              role="columnheader"
              id={cellId(id, -1, index)}
              row={-1}
              column={index}
              left={start}
              end={end}
              isActive={active.row < 0 && active.column === index}
              isMarked={marks.columns.has(end.id)}
            />
          )
        )
      })}
    </div>
  )
}

interface BodyRowProps extends HeadRowProps {
  readonly row: MatrixEnd
  readonly index: number
  readonly top: number
  readonly cellOf: CellOf
}

/** One sender, and what it may send to each receiver in sight. */
export function BodyRow({ id, row, index, top, columns, shown, cellOf, active, marks }: BodyRowProps) {
  const isMarked = marks.rows.has(row.id)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold back what is out of sight
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
    <div role="row" className={`matrix-row is-${row.kind}`} aria-rowindex={index + 2} style={{ top }}>
      <MatrixHeader
        role="rowheader"
        id={cellId(id, index, -1)}
        row={index}
        column={-1}
        end={row}
        isActive={active.row === index && active.column < 0}
        isMarked={isMarked}
      />
      {shown.map(({ index: at, start }) => {
        const column = columns[at]
        return (
          column && (
            <MatrixCellView
              key={column.id}
              id={cellId(id, index, at)}
              row={index}
              column={at}
              left={start}
              ends={`${nameEnd(row)} to ${nameEnd(column)}`}
              cell={cellOf(row.id, column.id)}
              isActive={active.row === index && active.column === at}
              isMarked={isMarked || marks.columns.has(column.id)}
            />
          )
        )
      })}
    </div>
  )
}

/** The id of a cell in the page, which the grid names as its active one; headers are at row or column -1. */
export function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`
}
