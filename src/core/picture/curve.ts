import type { Point } from './boxes.ts'

/** The sides of a box at which an edge can attach. */
export type Side = 'left' | 'right' | 'top' | 'bottom'

/** A way from one point to another: SVG path data, and points along it for looking what it crosses. */
export interface Curve {
  readonly path: string
  readonly points: readonly Point[]
}

const OUTWARD: Readonly<Record<Side, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
}

const SAMPLES = 24
const CORNER = 14

/** The unit vector that leads out of a box at `side`. */
export function outward(side: Side): Point {
  return OUTWARD[side]
}

/** A cubic curve that leaves and arrives at right angles to the sides; a straight line where the ends face each other. */
export function bezier(from: Point, fromSide: Side, to: Point, toSide: Side): Curve {
  const reach = Math.max(28, Math.min(120, Math.hypot(to.x - from.x, to.y - from.y) * 0.42))
  const first = along(from, OUTWARD[fromSide], reach)
  const second = along(to, OUTWARD[toSide], reach)
  const points = Array.from({ length: SAMPLES + 1 }, (_, step) => onBezier(from, first, second, to, step / SAMPLES))
  return { path: `M${at(from)} C${at(first)} ${at(second)} ${at(to)}`, points }
}

/** A line through `stops` with rounded corners. */
export function polyline(stops: readonly Point[]): Curve {
  const [start, ...rest] = stops
  if (!start) return { path: '', points: [] }
  let path = `M${at(start)}`
  rest.forEach((stop, index) => {
    const [before, after] = [stops[index] ?? stop, rest[index + 1]]
    if (!after) path += ` L${at(stop)}`
    else path += ` L${at(towards(stop, before))} Q${at(stop)} ${at(towards(stop, after))}`
  })
  return { path, points: stops.flatMap((stop, index) => [...between(stops[index - 1], stop), stop]) }
}

/** The length of the straight way through `points`. */
export function lengthOf(points: readonly Point[]): number {
  let length = 0
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]]
    if (a && b) length += distance(a, b)
  }
  return length
}

/** Gives the point at share `t` (0–1) of the way, by length. */
export function measureWay(points: readonly Point[]): (t: number) => Point {
  const reached = [0]
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]]
    reached.push((reached[index - 1] ?? 0) + (a && b ? distance(a, b) : 0))
  }
  const whole = reached.at(-1) ?? 0
  return (t) => {
    const index = Math.max(
      1,
      reached.findIndex((length) => length >= t * whole),
    )
    const [before, after] = [points[index - 1], points[index]]
    if (!before || !after) return before ?? points[0] ?? { x: 0, y: 0 }
    const [from, to] = [reached[index - 1] ?? 0, reached[index] ?? 0]
    return to === from ? after : mix(before, after, Math.min(1, Math.max(0, (t * whole - from) / (to - from))))
  }
}

/** The way the curve runs where it ends, in degrees: 0 points right, 90 down. */
export function endAngle(points: readonly Point[]): number {
  const [before, last] = [points.at(-2), points.at(-1)]
  if (!before || !last) return 0
  return (Math.atan2(last.y - before.y, last.x - before.x) * 180) / Math.PI
}

export function along(from: Point, direction: Point, length: number): Point {
  return { x: from.x + direction.x * length, y: from.y + direction.y * length }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function mix(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
}

function between(a: Point | undefined, b: Point): Point[] {
  if (!a) return []
  const steps = Math.floor(distance(a, b) / 14)
  return Array.from({ length: Math.max(0, steps - 1) }, (_, step) => mix(a, b, (step + 1) / steps))
}

function towards(corner: Point, other: Point): Point {
  const length = distance(corner, other)
  return length === 0 ? corner : mix(corner, other, Math.min(CORNER, length / 2) / length)
}

function onBezier(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const [p, q, r] = [mix(a, b, t), mix(b, c, t), mix(c, d, t)]
  return mix(mix(p, q, t), mix(q, r, t), t)
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
}
