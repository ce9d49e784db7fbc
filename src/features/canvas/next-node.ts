import type { Layout, NodeBox, PictureNode } from '../../core/picture/picture.ts'

export type Way = 'left' | 'right' | 'up' | 'down'

/** Where a node is on the way from one to another; of an open frame its title. */
export interface NodePlace {
  readonly id: string
  readonly box: NodeBox
}

/** The height of the title of an open frame. */
const HEAD = 38

/** How much further away something is that lies aside. */
const ASIDE = 8

/** The nodes that are drawn, each frame before what is in it, from left to right and from top to bottom. */
export function placesOf(nodes: readonly PictureNode[], layout: Layout): readonly NodePlace[] {
  const placed = nodes.flatMap((node) => {
    const box = layout.get(node.id)
    return box ? [{ node, id: node.id, box: isOpenFrame(node) ? { ...box, height: HEAD } : box }] : []
  })
  const roots = placed.filter(({ node }) => node.kind !== 'workload').sort(leftFirst)
  return roots.flatMap((root) => {
    const inside = placed.filter(({ node }) => node.kind === 'workload' && node.parent === root.id).sort(topFirst)
    return [root, ...inside].map(({ id, box }) => ({ id, box }))
  })
}

function isOpenFrame(node: PictureNode): boolean {
  return node.kind === 'namespace' && !node.folded
}

function leftFirst({ box: one }: NodePlace, { box: other }: NodePlace): number {
  return one.x - other.x || one.y - other.y
}

function topFirst({ box: one }: NodePlace, { box: other }: NodePlace): number {
  return one.y - other.y || one.x - other.x
}

/** The nearest node that way, rather straight ahead than aside; undefined where nothing lies that way. */
export function nodeThatWay(places: readonly NodePlace[], from: string, way: Way): string | undefined {
  const start = places.find(({ id }) => id === from)?.box
  if (start === undefined) return places[0]?.id
  const ahead = places.flatMap(({ id, box }) => {
    const distance = id === from ? undefined : distanceThatWay(start, box, way)
    return distance === undefined ? [] : [{ id, distance }]
  })
  return ahead.sort((a, b) => a.distance - b.distance)[0]?.id
}

function distanceThatWay(from: NodeBox, to: NodeBox, way: Way): number | undefined {
  const [across, down] = [
    middle(to.x, to.width) - middle(from.x, from.width),
    middle(to.y, to.height) - middle(from.y, from.height),
  ]
  const isSideways = way === 'left' || way === 'right'
  const forward = way === 'right' || way === 'down' ? 1 : -1
  const ahead = (isSideways ? across : down) * forward
  if (ahead < 1) return undefined
  const aside = isSideways ? gap(from.y, from.height, to.y, to.height) : gap(from.x, from.width, to.x, to.width)
  const off = Math.abs(isSideways ? down : across)
  return ahead + ASIDE * aside + off / 10
}

function middle(start: number, length: number): number {
  return start + length / 2
}

/** How far two spans are apart; 0 where they overlap. */
function gap(one: number, length: number, other: number, otherLength: number): number {
  return Math.max(0, one - other - otherLength, other - one - length)
}

/** The one after it in reading order, or before it, round and round. */
export function nodeInOrder(places: readonly NodePlace[], from: string | undefined, by: 1 | -1): string | undefined {
  const at = places.findIndex(({ id }) => id === from)
  if (at < 0) return places.at(by === 1 ? 0 : -1)?.id
  return places[(at + by + places.length) % places.length]?.id
}
