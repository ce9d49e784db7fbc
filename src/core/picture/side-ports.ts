import { centreOf, type Point } from './boxes.ts'
import type { Side } from './curve.ts'
import type { Layout, NodeBox, PictureEdge } from './picture.ts'

/** Where edges attach: those of one side stand apart, in the order of their other ends. */
export interface Ports {
  place(edge: PictureEdge, end: 'from' | 'to', side: Side): Point
}

/** How far apart edges attach at most, and how far from the corners at least. */
const SPACING = { apart: 18, corner: 14 }

/** The attachment points of all edges; edges of one node that leave at the same side are told apart by their other end. */
export function createPorts(edges: readonly PictureEdge[], layout: Layout): Ports {
  const byNode = new Map<string, PictureEdge[]>()
  for (const edge of edges)
    for (const id of new Set([edge.from, edge.to])) byNode.set(id, [...(byNode.get(id) ?? []), edge])
  const orders = new Map<string, ReadonlyMap<string, number>>()
  const orderOf = (id: string, box: NodeBox, side: Side) => {
    const key = `${side} ${id}`
    const known = orders.get(key)
    if (known) return known
    const order = orderAtSide(id, box, side, byNode.get(id) ?? [], layout)
    orders.set(key, order)
    return order
  }
  return {
    place(edge, end, side) {
      const [own, other] = [layout.get(edge[end]), layout.get(end === 'from' ? edge.to : edge.from)]
      if (!own || !other) return { x: 0, y: 0 }
      const order = orderOf(edge[end], own, side)
      return onSide(own, side, order.get(edge.id) ?? order.size, order.size, centreOf(other))
    },
  }
}

/** The edges whose other end lies towards `side`, each with its rank along the side. */
function orderAtSide(id: string, box: NodeBox, side: Side, edges: readonly PictureEdge[], layout: Layout) {
  const others = edges.flatMap((edge) => {
    const other = layout.get(edge.from === id ? edge.to : edge.from)
    return other && edge.from !== edge.to && facingSide(box, other) === side ? [{ edge, centre: centreOf(other) }] : []
  })
  const isUpright = side === 'left' || side === 'right'
  others.sort((a, b) => (isUpright ? a.centre.y - b.centre.y : a.centre.x - b.centre.x))
  return new Map(others.map(({ edge }, index) => [edge.id, index]))
}

/** The side of `box` that faces `other`: left and right wherever there is room between them. */
function facingSide(box: NodeBox, other: NodeBox): Side {
  if (other.x - box.x - box.width >= 32) return 'right'
  if (box.x - other.x - other.width >= 32) return 'left'
  return centreOf(box).y <= centreOf(other).y ? 'bottom' : 'top'
}

function onSide(box: NodeBox, side: Side, rank: number, count: number, other: Point): Point {
  const isUpright = side === 'left' || side === 'right'
  const length = isUpright ? box.height : box.width
  const middle = anchor(isUpright ? box.y : box.x, length, isUpright ? other.y : other.x)
  const apart = Math.min(SPACING.apart, (length - 2 * SPACING.corner) / Math.max(1, count))
  const wanted = middle + (rank - (count - 1) / 2) * (count > 1 ? apart : 0)
  const start = isUpright ? box.y : box.x
  const offset = Math.min(start + length - SPACING.corner, Math.max(start + SPACING.corner, wanted))
  if (isUpright) return { x: side === 'left' ? box.x : box.x + box.width, y: offset }
  return { x: offset, y: side === 'top' ? box.y : box.y + box.height }
}

/** Cards are met in the middle; long sides (frames) at the height of the other end. */
function anchor(start: number, length: number, other: number): number {
  if (length <= 220) return start + length / 2
  return Math.min(start + length - 40, Math.max(start + 40, other))
}
