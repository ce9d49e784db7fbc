import type { Point } from './boxes.ts'
import { along, lengthOf, outward, polyline } from './curve.ts'
import type { Obstacles } from './obstacles.ts'
import type { NodeBox, PictureEdge } from './picture.ts'
import type { Attachment, Ports } from './side-ports.ts'
import type { Way } from './way.ts'

/** What a way around costs more than a direct one of the same length, in canvas units. */
const DETOUR = 60

/** How far a way around leads straight out of a box, and how far beyond the boxes it may run. */
const REACH = { out: 20, beyond: 26 }

const LEVEL: readonly Attachment[] = [
  { from: 'right', to: 'left' },
  { from: 'left', to: 'right' },
  { from: 'bottom', to: 'top' },
  { from: 'top', to: 'bottom' },
  { from: 'top', to: 'top' },
  { from: 'bottom', to: 'bottom' },
]

const UPRIGHT: readonly Attachment[] = [
  { from: 'right', to: 'left' },
  { from: 'left', to: 'right' },
  { from: 'bottom', to: 'top' },
  { from: 'top', to: 'bottom' },
  { from: 'left', to: 'left' },
  { from: 'right', to: 'right' },
  { from: 'bottom', to: 'left' },
  { from: 'bottom', to: 'right' },
]

/**
 * Ways around what stands between two boxes: along a level channel above or below it, or an upright one beside it; about
 * `most` channels of each kind are tried.
 */
export function detours(
  edge: PictureEdge,
  from: NodeBox,
  to: NodeBox,
  obstacles: Obstacles,
  ports: Ports,
  isWanted: (sides: Attachment) => boolean,
  most: number,
): Way[] {
  const hull = hullOf(from, to)
  const boxes = [...obstacles.near(hull)].flatMap(({ box, kind }) =>
    kind === 'card' || kind === 'frame' || kind === 'title' ? box : [],
  )
  const rows = channels(
    boxes.flatMap(({ y, height }) => [y - 10, y - 18, y + height + 10]),
    hull.y - REACH.beyond,
    hull.y + hull.height + REACH.beyond,
    most,
  )
  const columns = channels(
    boxes.flatMap(({ x, width }) => [x - 18, x - 30, x + width + 18]),
    hull.x - REACH.beyond,
    hull.x + hull.width + REACH.beyond,
    most,
  )
  const level = LEVEL.filter(isWanted).map((sides) => ({ sides, ...ports.place(edge, sides) }))
  const upright = UPRIGHT.filter(isWanted).map((sides) => ({ sides, ...ports.place(edge, sides) }))
  return [
    ...rows.flatMap((y) => level.map((ends) => around(ends, (point) => ({ x: point.x, y })))),
    ...columns.flatMap((x) => upright.map((ends) => around(ends, (point) => ({ x, y: point.y })))),
  ]
}

interface Ends {
  readonly sides: Attachment
  readonly start: Point
  readonly end: Point
}

function around({ sides, start, end }: Ends, toChannel: (point: Point) => Point): Way {
  const [a, b] = [along(start, outward(sides.from), REACH.out), along(end, outward(sides.to), REACH.out)]
  const stops = [start, a, toChannel(a), toChannel(b), b, end]
  return { sides, least: lengthOf(stops) + DETOUR, draw: () => polyline(stops) }
}

function hullOf(from: NodeBox, to: NodeBox): NodeBox {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)]
  return {
    x,
    y,
    width: Math.max(from.x + from.width, to.x + to.width) - x,
    height: Math.max(from.y + from.height, to.y + to.height) - y,
  }
}

/** A few different lines between `least` and `most`, both included, spread over the whole. */
function channels(lines: readonly number[], least: number, most: number, count: number): number[] {
  const inner = [...new Set(lines.filter((line) => line > least && line < most).map(Math.round))].sort((a, b) => a - b)
  const step = Math.max(1, Math.ceil(inner.length / count))
  return [least, ...inner.filter((_, index) => index % step === 0), most]
}
