import type { Viewport } from '@xyflow/react'
import type { NodeBox } from '../../core/picture/picture.ts'

/** A part of the canvas, in pixels of the screen. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Whether all boxes lie in the area as they are seen now. */
export function isInside(boxes: readonly NodeBox[], { x, y, zoom }: Viewport, area: Area): boolean {
  return boxes.every(
    (box) =>
      box.x * zoom + x >= area.left &&
      box.y * zoom + y >= area.top &&
      (box.x + box.width) * zoom + x <= area.right &&
      (box.y + box.height) * zoom + y <= area.bottom,
  )
}

const LEAST_ZOOM = 0.08

/** The viewport with all boxes in the middle of the area, no nearer than `mostZoom`. */
export function fitBoxes(boxes: readonly NodeBox[], area: Area, mostZoom: number): Viewport {
  const [left, right] = [Math.min(...boxes.map(({ x }) => x)), Math.max(...boxes.map(({ x, width }) => x + width))]
  const [top, bottom] = [Math.min(...boxes.map(({ y }) => y)), Math.max(...boxes.map(({ y, height }) => y + height))]
  const fitting = Math.min((area.right - area.left) / (right - left), (area.bottom - area.top) / (bottom - top))
  const zoom = Math.max(LEAST_ZOOM, Math.min(mostZoom, fitting))
  return {
    x: (area.left + area.right) / 2 - ((left + right) / 2) * zoom,
    y: (area.top + area.bottom) / 2 - ((top + bottom) / 2) * zoom,
    zoom,
  }
}
