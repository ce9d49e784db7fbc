import { boundsOf, type Point } from './boxes.ts'
import { flowLayers, type Links } from './flow-layers.ts'
import { packRows } from './pack-rows.ts'
import type { NodeBox } from './picture.ts'
import { settleNear } from './settle-boxes.ts'

/** A frame with everything in it, or a node outside all frames. */
export interface Block extends NodeBox {
  readonly id: string
  /** For a frame: what its title needs. */
  readonly minWidth: number
  readonly isFrame: boolean
  /** Room kept free below it for what is written there. */
  readonly below: number
  /** The widest label of an edge that it has; 0 without edges. */
  readonly label: number
}

/** Where something outside the frames has an edge to: a block, and how far below its top. */
export interface Anchor {
  readonly block: string
  readonly dy: number
}

/** A corner that is settled already; a `fixed` one was chosen by a person and yields to nothing. */
export interface KeptCorner extends Point {
  readonly fixed: boolean
}

/** Among more frames than this those without flows come last, so that flows are short. */
const MOST_MIXED = 6

const MARGIN = { frame: 64, pill: 28, side: 104, widest: 220 }

/** Blocks that were there keep their place only while they are at least this share of all. */
const KEPT_SHARE = 0.5

/**
 * The corner of every block. Frames stand in rows, in the order of flow; what is outside stands right of them when
 * traffic only goes to it, left of them otherwise.
 */
export function arrangeBlocks(
  blocks: readonly Block[],
  links: Links,
  anchors: ReadonlyMap<string, readonly Anchor[]>,
  kept: ReadonlyMap<string, KeptCorner>,
): ReadonlyMap<string, Point> {
  if (kept.size === 0) return freshArrangement(blocks, links, anchors)
  const isMostlyNew = kept.size < blocks.length * KEPT_SHARE
  let arranged: ReadonlyMap<string, Point> | undefined
  const freshCorner = (id: string) => {
    arranged ??= freshArrangement(blocks, links, anchors)
    return arranged.get(id)
  }
  const settled = new Map<string, NodeBox>()
  for (const block of inOrderOfRights(blocks, kept, isMostlyNew)) {
    const corner = kept.get(block.id)
    const own = corner && (corner.fixed || !isMostlyNew) ? corner : freshCorner(block.id)
    const box = { x: own?.x ?? 0, y: own?.y ?? 0, width: block.width, height: block.height + block.below }
    const margin = block.isFrame ? MARGIN.frame / 2 : MARGIN.pill / 2
    settled.set(block.id, corner?.fixed ? box : settleNear(box, [...settled.values()], margin))
  }
  return settled
}

/** Moved blocks first, then those that were there, then new ones. */
function inOrderOfRights(blocks: readonly Block[], kept: ReadonlyMap<string, KeptCorner>, isMostlyNew: boolean) {
  const rank = ({ id }: Block) => {
    const corner = kept.get(id)
    if (corner?.fixed) return 0
    return corner && !isMostlyNew ? 1 : 2
  }
  return [...blocks].sort((a, b) => rank(a) - rank(b))
}

function freshArrangement(
  blocks: readonly Block[],
  links: Links,
  anchors: ReadonlyMap<string, readonly Anchor[]>,
): ReadonlyMap<string, Point> {
  const frames = blocks.filter(({ isFrame }) => isFrame)
  const layers = flowLayers(
    frames.map(({ id }) => id),
    links,
  )
  const linked = new Set([...links].flatMap(([from, targets]) => [from, ...targets]))
  const isLoose = ({ id }: Block) => frames.length > MOST_MIXED && !linked.has(id)
  const ordered = frames
    .map((frame, index) => ({ frame, index }))
    .sort(
      (a, b) =>
        Number(isLoose(a.frame)) - Number(isLoose(b.frame)) ||
        (layers.get(a.frame.id) ?? 0) - (layers.get(b.frame.id) ?? 0) ||
        a.index - b.index,
    )
    .map(({ frame }) => frame)
  const placed = new Map(packRows(ordered, links, MARGIN.frame))
  const middle = boundsOf(placed.values()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const outside = blocks.filter(({ isFrame }) => !isFrame)
  const reached = new Set([...links.values()].flatMap((targets) => [...targets]))
  const isSource = ({ id }: Block) => (links.get(id)?.size ?? 0) > 0 || !reached.has(id)
  const heights = new Map(outside.map(({ id }) => [id, meanHeight(anchors.get(id) ?? [], placed)]))
  const sources = outside.filter(isSource)
  const targets = outside.filter((block) => !isSource(block))
  return new Map<string, Point>([
    ...placed,
    ...placeBeside(sources, heights, middle, 'left'),
    ...placeBeside(targets, heights, middle, 'right'),
  ])
}

/** Columns of pills at one side of the frames, each pill at the height of what it talks to. */
function placeBeside(
  pills: readonly Block[],
  heights: ReadonlyMap<string, number | undefined>,
  middle: NodeBox,
  side: 'left' | 'right',
): [string, Point][] {
  const needed = pills.reduce((sum, { height, below }) => sum + height + below + MARGIN.pill, 0)
  const columns = Math.max(1, Math.ceil(needed / (Math.max(middle.height, 480) + MARGIN.pill)))
  const wanted = pills
    .map((pill) => ({ pill, y: (heights.get(pill.id) ?? middle.y + middle.height / 2) - pill.height / 2 }))
    .sort((a, b) => a.y - b.y)
  const widest = Math.max(0, ...pills.map(({ width }) => width))
  const gap = Math.min(MARGIN.widest, Math.max(MARGIN.side, ...pills.map(({ label }) => label + 12)))
  return Array.from({ length: columns }, (_, column) => column).flatMap((column) => {
    const offset = gap + column * (widest + gap)
    const own = wanted.filter((_, index) => index % columns === column)
    const tops = spread(own.map(({ pill, y }) => ({ y, room: pill.height + pill.below + MARGIN.pill })))
    return own.map(({ pill }, index): [string, Point] => {
      const x = side === 'left' ? middle.x - offset - pill.width : middle.x + middle.width + offset
      return [pill.id, { x, y: tops[index] ?? 0 }]
    })
  })
}

/**
 * Tops for things one below the other, each as near to the one it wants as those before and after it leave room for:
 * things that crowd each other move up and down alike.
 */
function spread(things: readonly { readonly y: number; readonly room: number }[]): readonly number[] {
  const clusters: { sum: number; count: number }[] = []
  const starts: number[] = []
  let above = 0
  for (const { y, room } of things) {
    starts.push(above)
    let cluster = { sum: y - above, count: 1 }
    for (
      let last = clusters.at(-1);
      last && last.sum / last.count > cluster.sum / cluster.count;
      last = clusters.at(-1)
    ) {
      cluster = { sum: cluster.sum + last.sum, count: cluster.count + last.count }
      clusters.pop()
    }
    clusters.push(cluster)
    above += room
  }
  const shifts = clusters.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
  return starts.map((start, index) => Math.round(start + (shifts[index] ?? 0)))
}

function meanHeight(anchors: readonly Anchor[], placed: ReadonlyMap<string, NodeBox>): number | undefined {
  const heights = anchors.flatMap(({ block, dy }) => {
    const box = placed.get(block)
    return box ? box.y + dy : []
  })
  return heights.length > 0 ? heights.reduce((sum, y) => sum + y, 0) / heights.length : undefined
}
