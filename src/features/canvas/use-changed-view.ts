import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Layout, NodeBox, PictureEdge } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import type { ChangedThings } from '../../store/state.ts'
import { fitBoxes, isInside } from './fit-boxes.ts'
import { toMotion } from './motion.ts'

/** Room around what is brought into sight. */
const ROOM = 48

/** Brings what a gesture or the history changed into sight, when nothing of it is. */
export function useChangedView(layout: Layout, edges: readonly PictureEdge[]): void {
  const changed = useApp((state) => state.changed)
  const shown = useRef<ChangedThings | null>(null)
  const { getViewport, setViewport } = useReactFlow()
  const flow = useStoreApi()
  useEffect(() => {
    if (changed === null || shown.current === changed) return
    shown.current = changed
    const boxes = boxesOf(changed, edges, layout)
    const { width, height } = flow.getState()
    const area = { left: 0, top: 0, right: width, bottom: height }
    if (boxes.length === 0 || boxes.some((box) => isInside([box], getViewport(), area))) return
    const inner = { left: ROOM, top: ROOM, right: width - ROOM, bottom: height - ROOM }
    setViewport(fitBoxes(boxes, inner, getViewport().zoom), toMotion())
  }, [changed, edges, layout, flow, getViewport, setViewport])
}

function boxesOf(changed: ChangedThings, edges: readonly PictureEdge[], layout: Layout): readonly NodeBox[] {
  const ends = edges.filter(({ id }) => changed.edges.has(id)).flatMap(({ from, to }) => [from, to])
  return [...new Set([...changed.nodes, ...ends])].flatMap((id) => layout.get(id) ?? [])
}
