import { useEffect, useState } from 'react'
import { NO_FILTER } from '../../core/flow-table/filter-flows.ts'
import type { FlowView } from '../../core/flow-table/flow-desk.ts'
import { BY_SOURCE } from '../../core/flow-table/sort-flows.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'

/** Everything, by source. */
export const WHOLE_TABLE: FlowView = { filter: NO_FILTER, sort: BY_SOURCE }

interface Kept {
  readonly documentId: string
  readonly view: FlowView
}

/** What the table was left with; another document begins anew. */
const kept = new WeakMap<AppStore, Kept>()

/** The filter and the order that a person chose; they outlive a look at another view. */
export function useFlowView(): readonly [view: FlowView, change: (view: FlowView) => void] {
  const store = useAppStore()
  const documentId = useApp((state) => state.documentId)
  const [held, setHeld] = useState<Kept>(() => kept.get(store) ?? { documentId, view: WHOLE_TABLE })
  const view = held.documentId === documentId ? held.view : WHOLE_TABLE
  useEffect(() => {
    kept.set(store, { documentId, view })
  }, [store, documentId, view])
  return [view, (changed) => setHeld({ documentId, view: changed })]
}
