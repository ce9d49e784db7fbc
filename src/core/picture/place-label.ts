import type { Point } from './boxes.ts'
import { measureWay } from './curve.ts'
import type { Size } from './measure-node.ts'
import type { Obstacles } from './obstacles.ts'
import type { EdgeRoute, NodeBox } from './picture.ts'

/** What it costs to stand on something: on another line a label can still be read. */
const COST = { card: 60, frame: 0, title: 40, label: 40, lane: 3 }

/** From the middle of a card of usual height to the middle of the space between it and the next one. */
const ROW = 50

const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9]

/**
 * A place for a label along a curve: above a level stretch, beside an upright one, on a slanting one; the first that
 * is free of cards, titles and other labels, else the one that overlaps the least.
 */
export function placeLabel(points: readonly Point[], size: Size, obstacles: Obstacles): EdgeRoute['label'] {
  let best: { centre: Point; overlaps: number } | undefined
  const pointAt = measureWay(points)
  for (const share of SHARES) {
    for (const centre of besides(pointAt, share, size)) {
      const box: NodeBox = { x: centre.x - size.width / 2, y: centre.y - size.height / 2, ...size }
      const overlaps = overlapsAt(box, obstacles)
      if (!best || overlaps < best.overlaps) best = { centre, overlaps }
      if (overlaps === 0) return { ...centre, ...size }
    }
  }
  return { ...(best?.centre ?? { x: 0, y: 0 }), ...size }
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
  if (dy <= dx * 0.6)
    return [up, 2 * up].flatMap((away) => [
      { x: point.x, y: point.y - away },
      { x: point.x, y: point.y + away },
    ])
  const beside = [
    { x: point.x - side, y: point.y },
    { x: point.x + side, y: point.y },
  ]
  return dx <= dy * 0.4 ? beside : [point, ...beside]
}
