import type { Point } from './boxes.ts'
import { measureWay } from './curve.ts'
import type { Size } from './measure-node.ts'
import type { Obstacles } from './obstacles.ts'
import type { EdgeRoute, NodeBox } from './picture.ts'

/** What it costs to stand on something: on another line a label can still be read. */
const COST = { card: 300, frame: 0, title: 250, label: 120, lane: 3 }

/** From the middle of a card of usual height to the middle of the space between it and the next one. */
const ROW = 50

/** From the middle of the line outwards. */
const SHARES = Array.from({ length: 23 }, (_, index) => 0.5 + (index % 2 === 0 ? -0.04 : 0.04) * Math.ceil(index / 2))

/** Less than this a place costs that lies over nothing but other lines. */
const CLEAR = 100

/**
 * A place for a label along a curve: above a level stretch, beside an upright one, on a slanting one; the first that
 * is free of cards, titles and other labels, else the one that overlaps the least. Of its `sizes`, largest first, the first
 * that fits somewhere.
 */
export function placeLabel(points: readonly Point[], sizes: readonly Size[], obstacles: Obstacles): EdgeRoute['label'] {
  let least: Placed | undefined
  for (const size of sizes) {
    const placed = placeSized(points, size, obstacles)
    if (!least || placed.overlaps < least.overlaps) least = placed
    if (placed.overlaps < CLEAR) break
  }
  return least?.label ?? { x: 0, y: 0, width: 0, height: 0 }
}

interface Placed {
  readonly label: EdgeRoute['label']
  readonly overlaps: number
}

function placeSized(points: readonly Point[], size: Size, obstacles: Obstacles): Placed {
  let best: Placed | undefined
  const pointAt = measureWay(points)
  for (const share of SHARES) {
    for (const centre of besides(pointAt, share, size)) {
      const box: NodeBox = { x: centre.x - size.width / 2, y: centre.y - size.height / 2, ...size }
      const overlaps = overlapsAt(box, obstacles)
      if (!best || overlaps < best.overlaps) best = { label: { ...centre, ...size }, overlaps }
      if (overlaps === 0) return best
    }
  }
  return best ?? { label: { x: 0, y: 0, ...size }, overlaps: 0 }
}

/** A place for the words of a stub: beside its free half or beyond it, never back over the card that it leaves. */
export function placeStubLabel(own: Point, free: Point, size: Size, obstacles: Obstacles): EdgeRoute['label'] {
  const up = size.height / 2 + 5
  const [x, y] = [Math.sign(free.x - own.x), Math.sign(free.y - own.y)]
  const centres =
    x === 0
      ? [1, -1].map((side) => ({ x: free.x + side * (size.width / 2 + 12), y: free.y }))
      : [-up, up, -2 * up, 2 * up, -ROW, ROW].map((dy) => ({ x: own.x + x * (size.width / 2 + 4), y: free.y + dy }))
  const beyond = { x: free.x + x * (size.width / 2 + 12), y: free.y + y * (up + 6) }
  const costs = [...centres, beyond].map((centre) => ({
    centre,
    cost: overlapsAt({ x: centre.x - size.width / 2, y: centre.y - size.height / 2, ...size }, obstacles),
  }))
  const best = costs.reduce((a, b) => (b.cost < a.cost ? b : a))
  return { ...best.centre, ...size }
}

function overlapsAt(box: NodeBox, obstacles: Obstacles): number {
  let cost = 0
  for (const { kind } of obstacles.near(box)) cost += COST[kind]
  return cost
}

function besides(pointAt: (t: number) => Point, share: number, size: Size): readonly Point[] {
  const [point, before, after] = [pointAt(share), pointAt(share - 0.04), pointAt(share + 0.04)]
  const [dx, dy] = [Math.abs(after.x - before.x), Math.abs(after.y - before.y)]
  const up = size.height / 2 + 4 + dy / 2
  const side = size.width / 2 + 6
  const levels = (away: number) => [
    { x: point.x, y: point.y - away },
    { x: point.x, y: point.y + away },
  ]
  const sides = (away: number) => [
    { x: point.x - away, y: point.y },
    { x: point.x + away, y: point.y },
  ]
  const [above, beside] = [[up, 2 * up, 3 * up].flatMap(levels), [side, 2 * side].flatMap(sides)]
  if (dy <= dx * 0.6) return above
  return dx <= dy * 0.4 ? beside : [point, ...beside, ...above]
}
