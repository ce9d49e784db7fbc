import { useReactFlow } from '@xyflow/react'
import { useState } from 'react'
import type { Picture, Positions } from '../../core/picture/picture.ts'
import { useAppActions } from '../../store/context.tsx'
import type { FlowNode } from './flow-nodes.ts'
import { useHandler } from './use-handler.ts'

const NOTHING_MOVED: Positions = {}

/**
 * Moving nodes: the layout takes the children of a frame along, those with a place of their own move here; the store learns
 * of it once, when the node is dropped.
 */
export function useDrag(picture: Picture, positions: Positions) {
  const { moveNodes } = useAppActions()
  const { getNode } = useReactFlow<FlowNode>()
  const [start, setStart] = useState<Positions>(NOTHING_MOVED)
  const [moved, setMoved] = useState<Positions>(NOTHING_MOVED)

  const onNodeDragStart = useHandler((_event: unknown, dragged: FlowNode) => {
    const ids = [dragged.id, ...childrenOf(picture, dragged.id).filter((id) => id in positions)]
    setStart(Object.fromEntries(ids.map((id) => [id, getNode(id)?.position ?? { x: 0, y: 0 }])))
  })
  const onNodeDrag = useHandler((_event: unknown, dragged: FlowNode) => setMoved(shift(start, dragged)))
  const onNodeDragStop = useHandler((_event: unknown, dragged: FlowNode) => {
    const final = shift(start, dragged)
    const origin = start[dragged.id]
    const target = final[dragged.id]
    setMoved(NOTHING_MOVED)
    if (origin && target && (origin.x !== target.x || origin.y !== target.y)) moveNodes(final)
  })
  return { moved, isDragging: moved !== NOTHING_MOVED, onNodeDragStart, onNodeDrag, onNodeDragStop }
}

function childrenOf(picture: Picture, frame: string): string[] {
  return picture.nodes.filter((node) => 'parent' in node && node.parent === frame).map((node) => node.id)
}

/** Everything that moves, by as much as the dragged node did, on whole units. */
function shift(start: Positions, dragged: FlowNode): Positions {
  const from = start[dragged.id]
  if (from === undefined) return NOTHING_MOVED
  const [dx, dy] = [Math.round(dragged.position.x - from.x), Math.round(dragged.position.y - from.y)]
  return Object.fromEntries(Object.entries(start).map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]))
}
