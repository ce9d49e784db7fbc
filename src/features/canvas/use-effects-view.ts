import { useStoreApi, type Viewport } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Layout, NodeBox } from '../../core/picture/picture.ts'
import type { DrawnEffects } from '../../core/workspace/preview.ts'
import { useApp } from '../../store/context.tsx'
import { selectPreviewed } from '../../store/select-effects.ts'
import { isInside, reachBoxes } from './fit-boxes.ts'
import { freeArea } from './free-area.ts'
import { isSameView, type View } from './use-view.ts'

/**
 * Brings what a preview draws into sight beside its dialog, and goes back when the dialog is gone and what it did is read,
 * unless the person has looked elsewhere since.
 */
export function useEffectsView(layout: Layout, { goal, moveTo }: View): void {
  const effects = useApp(selectPreviewed)
  const isOver = useApp(({ dialog, working }) => dialog === null && !working)
  const flow = useStoreApi()
  const moved = useRef<{ readonly from: Viewport; readonly to: Viewport } | null>(null)

  useEffect(() => {
    if (effects === null) return
    const { width, height } = flow.getState()
    const area = freeArea(width, height)
    const boxes = boxesOf(effects, layout)
    if (boxes.length === 0 || isInside(boxes, goal(), area)) return
    const from = moved.current?.from ?? goal()
    const to = reachBoxes(boxes, area, from)
    moved.current = { from, to }
    moveTo(to)
  }, [effects, layout, flow, goal, moveTo])

  useEffect(() => {
    if (!isOver) return
    const last = moved.current
    moved.current = null
    if (last && isSameView(goal(), last.to)) moveTo(last.from)
  }, [isOver, goal, moveTo])
}

function boxesOf({ edges, isolated }: DrawnEffects, layout: Layout): readonly NodeBox[] {
  const ids = new Set([...edges.flatMap(({ from, to }) => [from, to]), ...isolated.keys()])
  return [...ids].flatMap((id) => layout.get(id) ?? [])
}
