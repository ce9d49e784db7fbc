import { type Node, Position } from '@xyflow/react'
import type { Layout, NodeBox, PictureNode } from '../../core/picture/picture.ts'

/** A node as React Flow holds it. Its data is the picture's node, which draws itself and reads selection on its own. */
export type FlowNode = Node<{ readonly node: PictureNode; readonly box: NodeBox }, PictureNode['kind']>

const FRAME_LAYER = 0
/** Edges lie over frames and under cards. */
export const EDGE_LAYER = 1
/** What a preview opens and closes lies over the edges at rest. */
export const CHANGE_LAYER = 2
const CARD_LAYER = 3

/** The picture's nodes at their places. A node whose picture and box did not change keeps its identity. */
export function toFlowNodes(
  nodes: readonly PictureNode[],
  layout: Layout,
  previous: ReadonlyMap<string, FlowNode>,
): FlowNode[] {
  return nodes.flatMap((node) => {
    const box = layout.get(node.id)
    if (box === undefined) return []
    const known = previous.get(node.id)
    return known?.data.node === node && isSameBox(known.data.box, box) ? [known] : [toFlowNode(node, box)]
  })
}

/** The graph is one stop of Tab: keys lead to what is in it. */
export const NOT_A_STOP = { tabIndex: -1 } as const

function toFlowNode(node: PictureNode, box: NodeBox): FlowNode {
  const handle = { y: box.height / 2, width: 1, height: 1 }
  return {
    id: node.id,
    type: node.kind,
    data: { node, box },
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    // Known before anything is measured, so that edges are there on the first paint.
    measured: { width: box.width, height: box.height },
    handles: [
      { ...handle, type: 'source', position: Position.Right, x: box.width },
      { ...handle, type: 'target', position: Position.Left, x: 0 },
    ],
    zIndex: node.kind === 'namespace' && !node.folded ? FRAME_LAYER : CARD_LAYER,
    ariaRole: 'group',
    ariaLabel: node.accessibleName,
    domAttributes: NOT_A_STOP,
  }
}

function isSameBox(one: NodeBox, other: NodeBox): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
}
