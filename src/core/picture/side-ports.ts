import { centreOf, type Point } from './boxes.ts'
import type { Side } from './curve.ts'
import { titleBox } from './obstacles.ts'
import type { Layout, NodeBox, Picture, PictureEdge } from './picture.ts'

/** The sides at which an edge leaves its source and reaches its target. */
export interface Attachment {
  readonly from: Side
  readonly to: Side
}

/** Where edges attach: those that share a side stand apart, in the order of their other ends. */
export interface Ports {
  /** With `shift` both ends stand so much further along their sides, as far as these reach. */
  place(edge: PictureEdge, sides: Attachment, shift?: number): { readonly start: Point; readonly end: Point }
}

/** How far apart edges attach, how far from the corners, and how much room the shields at the sides of cards take. */
const SPACING = { apart: 18, corner: 14, shield: 11, tip: 2 }

/** How far the start of a line moves along its side to make the line straight. */
const MOST_SHIFT = 40

/** A side of a node, and the edges that attach there with their ranks. */
type Order = ReadonlyMap<string, number>

/**
 * The attachment points of all edges. Once `sides` are chosen, edges at the same side of a node are spaced by the
 * places of their other ends; before, each takes the middle.
 */
export function createPorts(
  edges: readonly PictureEdge[],
  layout: Layout,
  picture: Picture,
  sides: ReadonlyMap<string, Attachment>,
): Ports {
  const orders = orderSides(edges, layout, sides)
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
  const describe = (id: string): End => {
    const node = nodes.get(id)
    const box = layout.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
    const parent = node?.kind === 'workload' || node?.kind === 'group' ? node.parent : undefined
    const frame = parent === undefined ? undefined : nodes.get(parent)
    const frameBox = parent === undefined ? undefined : layout.get(parent)
    const title = frame?.kind === 'namespace' && frameBox ? titleBox(frameBox, frame.title, frame.subtitle) : undefined
    return { box, hasShields: node?.kind === 'workload', ...(title ? { titleEnd: title.x + title.width } : {}) }
  }
  const ends = new Map<string, End>()
  const endOf = (id: string): End => {
    const end = ends.get(id) ?? describe(id)
    ends.set(id, end)
    return end
  }
  return {
    place(edge, { from, to }, shift = 0) {
      const [source, target] = [endOf(edge.from), endOf(edge.to)]
      const rank = (side: Side, id: string) => orders.get(`${side} ${id}`)
      const isSourceSmall = source.box.width * source.box.height <= target.box.width * target.box.height
      // The larger box (a frame, often) is met where the smaller one is, so that the line runs straight.
      const first = isSourceSmall
        ? onSide(source, from, edge.id, rank(from, edge.from), centreOf(target.box))
        : onSide(target, to, edge.id, rank(to, edge.to), centreOf(source.box))
      const second = isSourceSmall
        ? onSide(target, to, edge.id, rank(to, edge.to), first)
        : onSide(source, from, edge.id, rank(from, edge.from), first)
      const [start, end] = isSourceSmall ? [first, second] : [second, first]
      const isAloneAtStart = (rank(from, edge.from)?.size ?? 1) === 1
      const levelStart = isAloneAtStart ? levelWith(start, end, from, to, source.box) : start
      return {
        start: clear(shifted(levelStart, from, source.box, shift), from, source),
        end: clear(shifted(end, to, target.box, shift), to, target),
      }
    },
  }
}

interface End {
  readonly box: NodeBox
  readonly hasShields: boolean
  /** Where the title of the frame it stands in ends: lines from above keep right of it if they can. */
  readonly titleEnd?: number
}

function orderSides(
  edges: readonly PictureEdge[],
  layout: Layout,
  sides: ReadonlyMap<string, Attachment>,
): ReadonlyMap<string, Order> {
  const groups = new Map<string, { edge: string; at: number }[]>()
  const add = (side: Side, id: string, edge: PictureEdge, other: string) => {
    const centre = centreOf(layout.get(other) ?? { x: 0, y: 0, width: 0, height: 0 })
    const key = `${side} ${id}`
    const entry = { edge: edge.id, at: side === 'left' || side === 'right' ? centre.y : centre.x }
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  for (const edge of edges) {
    const chosen = sides.get(edge.id)
    if (!chosen || edge.from === edge.to) continue
    if (edge.half?.admittedBy !== 'target') add(chosen.from, edge.from, edge, edge.to)
    if (edge.half?.admittedBy !== 'source') add(chosen.to, edge.to, edge, edge.from)
  }
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      new Map(group.sort((a, b) => a.at - b.at).map(({ edge }, index) => [edge, index])),
    ]),
  )
}

function onSide({ box, titleEnd }: End, side: Side, edge: string, order: Order | undefined, other: Point): Point {
  const isUpright = side === 'left' || side === 'right'
  const [start, length] = isUpright ? [box.y, box.height] : [box.x, box.width]
  const count = order?.size ?? 1
  const [least, most] = [start + SPACING.corner, start + length - SPACING.corner]
  let middle = anchor(start, length, isUpright ? other.y : other.x)
  if (side === 'top' && titleEnd !== undefined && middle < titleEnd + 12 && titleEnd + 12 <= most)
    middle = titleEnd + 12
  const apart = count > 1 ? Math.min(SPACING.apart, (length - 2 * SPACING.corner) / (count - 1)) : 0
  const wanted = middle + ((order?.get(edge) ?? 0) - (count - 1) / 2) * apart
  const offset = Math.min(most, Math.max(least, wanted))
  if (isUpright) return { x: side === 'left' ? box.x : box.x + box.width, y: offset }
  return { x: offset, y: side === 'top' ? box.y : box.y + box.height }
}

function shifted(point: Point, side: Side, box: NodeBox, by: number): Point {
  if (side === 'left' || side === 'right')
    return { x: point.x, y: bounded(point.y + by, box.y + SPACING.corner, box.y + box.height - SPACING.corner) }
  return { x: bounded(point.x + by, box.x + SPACING.corner, box.x + box.width - SPACING.corner), y: point.y }
}

function bounded(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

/** The point moved along its side so that a line to `other` runs straight, where it nearly does. */
function levelWith(point: Point, other: Point, side: Side, otherSide: Side, box: NodeBox): Point {
  const isUpright = side === 'left' || side === 'right'
  if (isUpright !== (otherSide === 'left' || otherSide === 'right')) return point
  const [at, wanted] = isUpright ? [point.y, other.y] : [point.x, other.x]
  const [start, length] = isUpright ? [box.y, box.height] : [box.x, box.width]
  const isWithin = wanted >= start + SPACING.corner && wanted <= start + length - SPACING.corner
  if (Math.abs(at - wanted) > MOST_SHIFT || !isWithin) return point
  return isUpright ? { x: point.x, y: wanted } : { x: wanted, y: point.y }
}

/** Cards are met in the middle; long sides (frames) at the height of the other end. */
function anchor(start: number, length: number, other: number): number {
  if (length <= 220) return start + length / 2
  return Math.min(start + length - 40, Math.max(start + 40, other))
}

/** Keeps the end of a line off the border, and off the shield in the middle of a card's side. */
function clear(point: Point, side: Side, { box, hasShields }: End): Point {
  const isUpright = side === 'left' || side === 'right'
  const isAtShield = hasShields && isUpright && Math.abs(point.y - box.y - box.height / 2) < SPACING.shield
  const gap = isAtShield ? SPACING.shield : SPACING.tip
  if (side === 'left') return { x: point.x - gap, y: point.y }
  if (side === 'right') return { x: point.x + gap, y: point.y }
  return { x: point.x, y: side === 'top' ? point.y - gap : point.y + gap }
}
