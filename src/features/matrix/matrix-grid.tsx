import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import type { MatrixAxes, MatrixEnd } from '../../core/matrix/matrix.ts'
import { nameEnd } from '../../core/matrix/matrix-words.ts'
import { type GridPlace, moveInGrid } from './grid-keys.ts'
import { MatrixCellView } from './matrix-cell.tsx'
import { MatrixHeader } from './matrix-header.tsx'
import { type CellOf, useCells } from './use-cells.ts'
import type { Marks } from './use-marks.ts'
import type { MatrixPlace } from './use-matrix-place.ts'

const ROW_HEIGHT = 28
const COLUMN_WIDTH = 118
const HEAD_HEIGHT = 60
const HEAD_WIDTH = 208

const SIZES = {
  '--row-height': `${ROW_HEIGHT}px`,
  '--column-width': `${COLUMN_WIDTH}px`,
  '--head-height': `${HEAD_HEIGHT}px`,
  '--head-width': `${HEAD_WIDTH}px`,
} as CSSProperties

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
  const rows = useVirtualizer({
    count: axes.rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT,
    paddingStart: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: 4,
    useFlushSync: false,
  })
  const columns = useVirtualizer({
    horizontal: true,
    count: axes.columns.length,
    getScrollElement: () => grid.current,
    estimateSize: () => COLUMN_WIDTH,
    paddingStart: HEAD_WIDTH,
    scrollPaddingStart: HEAD_WIDTH,
    overscan: 2,
    useFlushSync: false,
  })
  useKeptScroll(grid, place.scroll)
  const [shownRows, shownColumns] = [rows.getVirtualItems(), columns.getVirtualItems()]
  const cellOf = useCells({
    rows: shownRows.flatMap(({ index }) => axes.rows[index] ?? []),
    columns: shownColumns.flatMap(({ index }) => axes.columns[index] ?? []),
  })
  const active = toGridPlace(axes, place.at)
  const goTo = (to: GridPlace) => {
    place.setAt(toCellPlace(axes, to))
    if (to.row >= 0) rows.scrollToIndex(to.row, { align: 'auto' })
    if (to.column >= 0) columns.scrollToIndex(to.column, { align: 'auto' })
  }
  const page = Math.max(1, Math.floor(((rows.scrollRect?.height ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1)
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
    if (!isAsked) return
    rows.scrollToIndex(askedRow, { align: 'auto' })
    columns.scrollToIndex(askedColumn, { align: 'auto' })
  }, [isAsked, askedRow, askedColumn, rows, columns])
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
      <div
        role="rowgroup"
        className="matrix-room"
        style={{ width: columns.getTotalSize(), height: rows.getTotalSize(), ...SIZES }}
      >
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

interface HeadRowProps {
  readonly id: string
  readonly columns: readonly MatrixEnd[]
  readonly shown: readonly VirtualItem[]
  readonly active: GridPlace
  readonly marks: Marks
}

function HeadRow({ id, columns, shown, active, marks }: HeadRowProps) {
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

function BodyRow({ id, row, index, top, columns, shown, cellOf, active, marks }: BodyRowProps) {
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

function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`
}

function placeOf(target: EventTarget): GridPlace | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row][data-column]') : null
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined
}

/** Where the ids of a place are now; what is gone, at the beginning. */
function toGridPlace({ rows, columns }: MatrixAxes, at: MatrixPlace['at']): GridPlace {
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

function toCellPlace({ rows, columns }: MatrixAxes, { row, column }: GridPlace): MatrixPlace['at'] {
  const [from, to] = [rows[row]?.id, columns[column]?.id]
  return { ...(from === undefined ? {} : { row: from }), ...(to === undefined ? {} : { column: to }) }
}

/** Comes back to where it was scrolled to. */
function useKeptScroll(grid: RefObject<HTMLDivElement | null>, kept: MatrixPlace['scroll']): void {
  const first = useRef(kept.current)
  useLayoutEffect(() => {
    grid.current?.scrollTo(first.current)
  }, [grid])
  useEffect(() => {
    const element = grid.current
    const keep = () => {
      if (element) kept.current = { left: element.scrollLeft, top: element.scrollTop }
    }
    element?.addEventListener('scroll', keep, { passive: true })
    return () => element?.removeEventListener('scroll', keep)
  }, [grid, kept])
}
