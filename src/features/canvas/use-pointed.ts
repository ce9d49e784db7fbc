import { type FocusEvent, useMemo } from 'react'
import { useAppActions } from '../../store/context.tsx'
import type { FlowNode } from './flow-nodes.ts'

/** Tells which node is pointed at, by the pointer or the focus: past the budget its edges are drawn. */
export function usePointed() {
  const { pointAtNode } = useAppActions()
  return useMemo(
    () => ({
      onNodeMouseEnter: (_event: unknown, { id }: FlowNode) => pointAtNode(id),
      onNodeMouseLeave: () => pointAtNode(null),
      onFocus: ({ target }: FocusEvent) => {
        const id = target.closest('.react-flow__node')?.getAttribute('data-id')
        if (id) pointAtNode(id)
      },
      onBlur: () => pointAtNode(null),
    }),
    [pointAtNode],
  )
}
