import type { NodeBox } from './picture.ts'

/** A point of the canvas. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Whether two boxes come nearer to each other than `margin`. */
export function isOverlapping(a: NodeBox, b: NodeBox, margin = 0): boolean {
  return (
    a.x < b.x + b.width + margin &&
    b.x < a.x + a.width + margin &&
    a.y < b.y + b.height + margin &&
    b.y < a.y + a.height + margin
  )
}

/** Whether `inner` lies in `outer`, borders included. */
export function isInside(inner: NodeBox, outer: NodeBox): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** Whether a point lies in a box grown by `margin`. */
export function holdsPoint(box: NodeBox, { x, y }: Point, margin = 0): boolean {
  return x > box.x - margin && x < box.x + box.width + margin && y > box.y - margin && y < box.y + box.height + margin
}

/** The smallest box around all of `boxes`; nothing around none. */
export function boundsOf(boxes: Iterable<NodeBox>): NodeBox | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
  }
  return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}

/** The box moved by `dx`, `dy`. */
export function moveBox(box: NodeBox, dx: number, dy: number): NodeBox {
  return { ...box, x: box.x + dx, y: box.y + dy }
}

export function centreOf(box: NodeBox): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
