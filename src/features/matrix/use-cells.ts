import { useEffect, useRef, useState } from 'react'
import type { MatrixCell, MatrixEnd } from '../../core/matrix/matrix.ts'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { type CellCache, createCellCache, findMissing } from './cell-cache.ts'

/** What is known of a cell; while a text is read anew what it was before. */
export type CellOf = (row: string, column: string) => MatrixCell | undefined

interface Sight {
  readonly rows: readonly MatrixEnd[]
  readonly columns: readonly MatrixEnd[]
}

/**
 * The cells in sight, asked for one window at a time: what was scrolled past in the meantime is not asked for, and an
 * answer about an older text is dropped.
 */
export function useCells(sight: Sight): CellOf {
  const snapshot = useApp((state) => state.snapshot)
  const { askEngine } = useAppActions()
  const [, redraw] = useState(0)
  const held = useRef<Held>({ of: null, cache: createCellCache(), before: undefined })
  const isAsking = useRef(false)
  const seen = useRef(sight)
  seen.current = sight
  if (held.current.of !== snapshot) held.current = renew(held.current, snapshot)

  useEffect(() => {
    const ask = async () => {
      const { cache } = held.current
      const missing = findMissing(cache, seen.current.rows, seen.current.columns)
      if (isAsking.current || missing === undefined) return
      isAsking.current = true
      const cells = await askEngine('matrixCells', missing)
      isAsking.current = false
      const isNewest = held.current.cache === cache
      if (cells && isNewest) cache.put(missing, cells)
      if (cells || !isNewest) {
        redraw((count) => count + 1)
        ask()
      }
    }
    ask()
  })
  const { cache, before } = held.current
  return (row, column) => cache.get(row, column) ?? before?.get(row, column)
}

interface Held {
  readonly of: Snapshot | null
  readonly cache: CellCache
  readonly before: CellCache | undefined
}

function renew({ cache }: Held, snapshot: Snapshot | null): Held {
  return { of: snapshot, cache: createCellCache(), before: cache }
}
