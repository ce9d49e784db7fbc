import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useId } from 'react'
import type { MatrixAxes } from '../../core/matrix/matrix.ts'
import { type GridPlace, moveInGrid } from './grid-keys.ts'
import { placeOf, toCellPlace, toGridPlace } from './grid-places.ts'
import { BodyRow, cellId, HeadRow } from './matrix-rows.tsx'
import { useCells } from './use-cells.ts'
import { useGridWindow } from './use-grid-window.ts'
import { useKeptScroll } from './use-kept-scroll.ts'
import type { Marks } from './use-marks.ts'
import type { MatrixPlace } from './use-matrix-place.ts'

interface MatrixGridProps {
  readonly axes: MatrixAxes
  readonly place: MatrixPlace
  readonly marks: Marks
  readonly onToggle: (at: GridPlace, isOpen?: boolean) => void
  readonly onExplain: (at: GridPlace) => void
  readonly grid: RefObject<HTMLDivElement | null>
}

/** Senders down, receivers across; only what is in sight is in the page. */
export function MatrixGrid({ axes, place, marks, onToggle, onExplain, grid }: MatrixGridProps) {
  const id = useId()
  const { rows: shownRows, columns: shownColumns, page, style, reveal } = useGridWindow(axes, grid)
  useKeptScroll(grid, place.scroll)
  const cellOf = useCells({
    rows: shownRows.flatMap(({ index }) => axes.rows[index] ?? []),
    columns: shownColumns.flatMap(({ index }) => axes.columns[index] ?? []),
  })
  const active = toGridPlace(axes, place.at)
  const goTo = (to: GridPlace) => {
    place.setAt(toCellPlace(axes, to))
    reveal(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = moveInGrid(event, active, { rows: axes.rows.length, columns: axes.columns.length, page })
    const isHeader = active.row < 0 || active.column < 0
    if (to) goTo(to)
    else if (isHeader && ['+', '-', 'Enter', ' '].includes(event.key))
      onToggle(active, event.key === '+' ? true : event.key === '-' ? false : undefined)
    else if (!isHeader && (event.key === 'Enter' || event.key === ' ')) onExplain(active)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = ({ target }: MouseEvent) => {
    const at = placeOf(target)
    if (!at) return
    place.setAt(toCellPlace(axes, at))
    if (at.row < 0 || at.column < 0) onToggle(at)
    else onExplain(at)
  }
  const { row: askedRow, column: askedColumn } = toGridPlace(axes, place.asked ?? place.at)
  const isAsked = place.asked !== null
  // The cell stays in sight when its reasons take their room.
  useEffect(() => {
    if (isAsked) reveal({ row: askedRow, column: askedColumn })
  }, [isAsked, askedRow, askedColumn, reveal])
  const isShown =
    (active.row < 0 || shownRows.some(({ index }) => index === active.row)) &&
    (active.column < 0 || shownColumns.some(({ index }) => index === active.column))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold back what is out of sight
    <div
      role="grid"
      className="matrix-grid"
      data-matrix
      aria-label="Matrix: senders down, receivers across"
      aria-rowcount={axes.rows.length + 1}
      aria-colcount={axes.columns.length + 1}
      aria-readonly
      aria-activedescendant={isShown ? cellId(id, active.row, active.column) : undefined}
      tabIndex={0}
      ref={grid}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot hold back what is out of sight */}
      <div role="rowgroup" className="matrix-room" style={style}>
        <HeadRow id={id} columns={axes.columns} shown={shownColumns} active={active} marks={marks} />
        {shownRows.map(({ index, start }) => {
          const row = axes.rows[index]
          if (!row) return null
          return (
            <BodyRow
              key={row.id}
              id={id}
              row={row}
              index={index}
              top={start}
              columns={axes.columns}
              shown={shownColumns}
              cellOf={cellOf}
              active={active}
              marks={marks}
            />
          )
        })}
      </div>
    </div>
  )
}
