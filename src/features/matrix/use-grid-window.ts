import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type CSSProperties, type RefObject, useCallback } from 'react'
import type { MatrixAxes } from '../../core/matrix/matrix.ts'
import type { GridPlace } from './grid-keys.ts'

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

interface GridWindow {
  /** The rows and columns in sight, and a few around them. */
  readonly rows: readonly VirtualItem[]
  readonly columns: readonly VirtualItem[]
  /** Rows that fit at once. */
  readonly page: number
  /** The size of the whole grid, and of its parts. */
  readonly style: CSSProperties
  /** Scrolls by the least that shows a cell. */
  readonly reveal: (at: GridPlace) => void
}

/** What of a grid is in the page. */
export function useGridWindow(axes: MatrixAxes, grid: RefObject<HTMLDivElement | null>): GridWindow {
  const along = (count: number, size: number, head: number) => ({
    count,
    getScrollElement: () => grid.current,
    estimateSize: () => size,
    paddingStart: head,
    scrollPaddingStart: head,
    useFlushSync: false,
  })
  const rows = useVirtualizer({ ...along(axes.rows.length, ROW_HEIGHT, HEAD_HEIGHT), overscan: 4 })
  const columns = useVirtualizer({
    ...along(axes.columns.length, COLUMN_WIDTH, HEAD_WIDTH),
    horizontal: true,
    overscan: 2,
  })
  const reveal = useCallback(
    ({ row, column }: GridPlace) => {
      if (row >= 0) rows.scrollToIndex(row, { align: 'auto' })
      if (column >= 0) columns.scrollToIndex(column, { align: 'auto' })
    },
    [rows, columns],
  )
  return {
    rows: rows.getVirtualItems(),
    columns: columns.getVirtualItems(),
    page: Math.max(1, Math.floor(((rows.scrollRect?.height ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1),
    style: { width: columns.getTotalSize(), height: rows.getTotalSize(), ...SIZES },
    reveal,
  }
}
