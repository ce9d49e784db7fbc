import type { Viewport } from '@xyflow/react'
import type { NodeBox } from '../../core/picture/picture.ts'

/** A part of the canvas, in pixels of the screen. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Less than this nobody sees. */
const NOTHING = 0.5

/** Whether all boxes lie in the area as they are seen now. */
export function isInside(boxes: readonly NodeBox[], { x, y, zoom }: Viewport, area: Area): boolean {
  return boxes.every(
    (box) =>
      box.x * zoom + x >= area.left - NOTHING &&
      box.y * zoom + y >= area.top - NOTHING &&
      (box.x + box.width) * zoom + x <= area.right + NOTHING &&
      (box.y + box.height) * zoom + y <= area.bottom + NOTHING,
  )
}

const LEAST_ZOOM = 0.08

/** The viewport with all boxes in the middle of the area, no nearer than `mostZoom`. */
export function fitBoxes(boxes: readonly NodeBox[], area: Area, mostZoom: number): Viewport {
  const { left, right, top, bottom } = edgesOf(boxes)
  const zoom = zoomToFit(boxes, area, mostZoom)
  return {
    x: (area.left + area.right) / 2 - ((left + right) / 2) * zoom,
    y: (area.top + area.bottom) / 2 - ((top + bottom) / 2) * zoom,
    zoom,
  }
}

/** The viewport nearest to a given one that has all boxes in the area: as little further away, and aside, as it takes. */
export function reachBoxes(boxes: readonly NodeBox[], area: Area, from: Viewport): Viewport {
  const { left, right, top, bottom } = edgesOf(boxes)
  const { x, y, zoom } = zoomAtMiddle(area, from, zoomToFit(boxes, area, from.zoom))
  return {
    x: x + wayInto(left * zoom + x, right * zoom + x, area.left, area.right),
    y: y + wayInto(top * zoom + y, bottom * zoom + y, area.top, area.bottom),
    zoom,
  }
}

/** The viewport of another zoom in which the middle of the area shows what it shows in a given one. */
export function zoomAtMiddle({ left, right, top, bottom }: Area, from: Viewport, zoom: number): Viewport {
  const factor = zoom / from.zoom
  return { x: stayAt((left + right) / 2, from.x, factor), y: stayAt((top + bottom) / 2, from.y, factor), zoom }
}

/** The zoom at which all boxes fit into the area, at most `mostZoom`. */
export function zoomToFit(boxes: readonly NodeBox[], area: Area, mostZoom: number): number {
  const { left, right, top, bottom } = edgesOf(boxes)
  const fitting = Math.min((area.right - area.left) / (right - left), (area.bottom - area.top) / (bottom - top))
  return Math.max(LEAST_ZOOM, Math.min(mostZoom, fitting))
}

function edgesOf(boxes: readonly NodeBox[]): Area {
  return {
    left: Math.min(...boxes.map(({ x }) => x)),
    right: Math.max(...boxes.map(({ x, width }) => x + width)),
    top: Math.min(...boxes.map(({ y }) => y)),
    bottom: Math.max(...boxes.map(({ y, height }) => y + height)),
  }
}

/** Where the origin goes when the point `still` stays where it is while everything shrinks. */
function stayAt(still: number, origin: number, factor: number): number {
  return still - (still - origin) * factor
}

/** How far something must go to lie between two borders; what is too long begins at the first one. */
function wayInto(from: number, to: number, least: number, most: number): number {
  if (from < least || to - from > most - least) return least - from
  return to > most ? most - to : 0
}
