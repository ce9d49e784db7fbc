/** A place in the grid; -1 is the row of column headers, or the column of row headers. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that are seen at once. */
  readonly page: number
}

interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Where a key leads, as in any grid: undefined for keys that lead nowhere. */
export function moveInGrid({ key, ctrlKey, metaKey }: Key, place: GridPlace, size: GridSize): GridPlace | undefined {
  const isFar = ctrlKey || metaKey
  const to = (row: number, column: number) => {
    const found = { row: clamp(row, size.rows), column: clamp(column, size.columns) }
    // The corner says nothing of its own.
    return found.row < 0 && found.column < 0 ? place : found
  }
  const { row, column } = place
  switch (key) {
    case 'ArrowUp':
      return to(isFar ? 0 : row - 1, column)
    case 'ArrowDown':
      return to(isFar ? size.rows : row + 1, column)
    case 'ArrowLeft':
      return to(row, isFar ? 0 : column - 1)
    case 'ArrowRight':
      return to(row, isFar ? size.columns : column + 1)
    case 'Home':
      return to(isFar ? 0 : row, 0)
    case 'End':
      return to(isFar ? size.rows : row, size.columns)
    case 'PageUp':
      return to(Math.max(0, row - size.page), column)
    case 'PageDown':
      return to(row + size.page, column)
    default:
      return undefined
  }
}

function clamp(index: number, count: number): number {
  return Math.max(-1, Math.min(count - 1, index))
}
