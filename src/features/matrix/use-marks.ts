import { useMemo } from 'react'
import { useApp } from '../../store/context.tsx'
import { findEdge } from '../../store/find-edge.ts'

/** The ends of what is selected, by id. */
export interface Marks {
  readonly rows: ReadonlySet<string>
  readonly columns: ReadonlySet<string>
}

/** A selected node is marked on both sides, a selected edge as the cell it is in. */
export function useMarks(): Marks {
  const selection = useApp((state) => state.selection)
  const edge = useApp((state) => (state.selection?.kind === 'edge' ? findEdge(state, state.selection.id) : undefined))
  return useMemo(() => {
    const node = selection?.kind === 'node' ? [selection.id] : []
    return { rows: new Set(edge ? [edge.from] : node), columns: new Set(edge ? [edge.to] : node) }
  }, [selection, edge])
}
