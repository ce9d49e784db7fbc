import { isOverlapping, moveBox } from './boxes.ts'
import type { NodeBox } from './picture.ts'

/**
 * Puts `box` where it wants to be, or as little lower as needed to keep `margin` from everything in `taken`.
 */
export function settleBelow(box: NodeBox, taken: readonly NodeBox[], margin: number): NodeBox {
  let settled = box
  for (let obstacle = hit(settled, taken, margin); obstacle; obstacle = hit(settled, taken, margin))
    settled = moveBox(settled, 0, obstacle.y + obstacle.height + margin - settled.y)
  return settled
}

/** The nearest free place right of or below `box`, whichever is the shorter way. */
export function settleNear(box: NodeBox, taken: readonly NodeBox[], margin: number): NodeBox {
  if (!hit(box, taken, margin)) return box
  const below = settleBelow(box, taken, margin)
  const right = settleRight(box, taken, margin)
  return below.y - box.y <= right.x - box.x ? below : right
}

function settleRight(box: NodeBox, taken: readonly NodeBox[], margin: number): NodeBox {
  let settled = box
  for (let obstacle = hit(settled, taken, margin); obstacle; obstacle = hit(settled, taken, margin))
    settled = moveBox(settled, obstacle.x + obstacle.width + margin - settled.x, 0)
  return settled
}

function hit(box: NodeBox, taken: readonly NodeBox[], margin: number): NodeBox | undefined {
  return taken.find((other) => isOverlapping(box, other, margin))
}
