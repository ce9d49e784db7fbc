import { centreOf, type Point } from './boxes.ts'
import type { Layout, PictureEdge } from './picture.ts'

type Segment = readonly [Point, Point]

/** How often the straight lines between the middles of what edges join cross each other. */
export function countCrossings(edges: readonly PictureEdge[], layout: Layout): number {
  const segments = edges.flatMap((edge) => segmentOf(edge, layout))
  let crossings = 0
  segments.forEach((one, index) => {
    for (let at = index + 1; at < segments.length; at += 1) {
      const other = segments[at]
      if (other && areCrossing(one, other)) crossings += 1
    }
  })
  return crossings
}

/** The length of all edges as straight lines, in canvas units. */
export function lengthOfEdges(edges: readonly PictureEdge[], layout: Layout): number {
  return edges
    .flatMap((edge) => segmentOf(edge, layout))
    .reduce((sum, [a, b]) => sum + Math.hypot(a.x - b.x, a.y - b.y), 0)
}

/** Stubs end where they begin. */
function segmentOf({ from, to, half }: PictureEdge, layout: Layout): readonly Segment[] {
  const [source, target] = [layout.get(from), layout.get(to)]
  return source && target && from !== to && !half ? [[centreOf(source), centreOf(target)]] : []
}

/** Lines that share an end do not cross. */
function areCrossing([a, b]: Segment, [c, d]: Segment): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

function turn(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
}
