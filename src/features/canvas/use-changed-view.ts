import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Layout, NodeBox, PictureEdge } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import type { ChangedThings } from '../../store/state.ts'
import { fitBoxes, isInside } from './fit-boxes.ts'
import { toMotion } from './motion.ts'
import { useShowAll } from './view-controls.tsx'

/** Room around what is brought into sight. */
const ROOM = 48

/**
 * Brings what a gesture or the history changed into sight, when nothing of it is. Who saw everything goes on seeing
 * everything: a picture that is being built may grow. `goal` says what the view is on its way to.
 */
export function useChangedView(layout: Layout, edges: readonly PictureEdge[], goal: () => Viewport): void {
  const changed = useApp((state) => state.changed)
  const isStep = useApp((state) => state.step !== null)
  const drawn = useRef(layout)
  const showAll = useShowAll()
  const shown = useRef<ChangedThings | null>(null)
  const { setViewport } = useReactFlow()
  const flow = useStoreApi()
  useEffect(() => {
    const before = drawn.current
    drawn.current = layout
    if (changed === null || shown.current === changed) return
    shown.current = changed
    const boxes = boxesOf(changed, edges, layout)
    const { width, height } = flow.getState()
    const area = { left: 0, top: 0, right: width, bottom: height }
    const sees = (all: Iterable<NodeBox>) => isInside([...all], goal(), area)
    if (isStep && before.size > 0 && sees(before.values()) && !sees(layout.values())) return showAll(toMotion())
    if (boxes.length === 0 || boxes.some((box) => sees([box]))) return
    const inner = { left: ROOM, top: ROOM, right: width - ROOM, bottom: height - ROOM }
    setViewport(fitBoxes(boxes, inner, goal().zoom), toMotion())
  }, [changed, isStep, edges, layout, flow, goal, showAll, setViewport])
}

function boxesOf(changed: ChangedThings, edges: readonly PictureEdge[], layout: Layout): readonly NodeBox[] {
  const ends = edges.filter(({ id }) => changed.edges.has(id)).flatMap(({ from, to }) => [from, to])
  return [...new Set([...changed.nodes, ...ends])].flatMap((id) => layout.get(id) ?? [])
}
