import { useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import type { Layout } from '../../core/picture/picture.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { fitBoxes, isInside } from './fit-boxes.ts'
import { freeArea } from './free-area.ts'
import type { View } from './use-view.ts'

/** Near enough to read what is gone to. */
const READABLE = 0.85

/** Goes to what the person chose elsewhere, once it is drawn: it is selected, in sight, and has the focus. */
export function useGoal(layout: Layout, { goal: viewport, moveTo }: View): void {
  const goal = useApp((state) => state.goal)
  const { arrive } = useAppActions()
  const flow = useStoreApi()
  useEffect(() => {
    const box = goal ? layout.get(goal.node) : undefined
    if (goal === null || box === undefined) return
    const { width, height, domNode } = flow.getState()
    const area = freeArea(width, height)
    const now = viewport()
    const isSeen = isInside([box], now, area) && now.zoom >= READABLE
    if (!isSeen) moveTo(fitBoxes([box], area, Math.max(READABLE, Math.min(1, now.zoom))))
    arrive()
    // What was folded before is in the page once this picture has been painted.
    requestAnimationFrame(() => {
      domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(goal.node)}"]`)?.focus()
    })
  }, [goal, layout, flow, viewport, moveTo, arrive])
}
