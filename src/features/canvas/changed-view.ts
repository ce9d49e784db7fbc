import type { Viewport } from '@xyflow/react'
import type { Layout, NodeBox } from '../../core/picture/picture.ts'
import { type Area, isInside, reachBoxes, zoomToFit } from './fit-boxes.ts'

/** What changed in a picture, and whether the person saw all of it before. */
export interface PictureChange {
  /** Of what changed. */
  readonly boxes: readonly NodeBox[]
  readonly layout: Layout
  readonly before: Layout
  readonly sawAll: boolean
}

interface Areas {
  /** What nothing lies over. */
  readonly free: Area
  readonly pane: Area
}

/** Nobody is taken so far away that nothing can be read, only because something looks otherwise now. */
const READABLE_ZOOM = 0.5

/**
 * The view that shows what changed, or null where it is in sight. Who saw everything goes on seeing everything: a picture
 * that is being built may grow. Of changes all over a large picture only what is new is shown.
 */
export function viewOfChanges({ boxes, layout, before, sawAll }: PictureChange, areas: Areas, from: Viewport) {
  const { free, pane } = areas
  const all = [...layout.values()]
  if (isInside(boxes, from, free) && !(sawAll && !isInside(all, from, pane))) return null
  if (sawAll) return reachBoxes(all, free, from)
  if (zoomToFit(boxes, free, from.zoom) >= Math.min(READABLE_ZOOM, from.zoom)) return reachBoxes(boxes, free, from)
  const appeared = [...layout].flatMap(([id, box]) => (before.has(id) ? [] : [box]))
  const isSomeSeen = boxes.some((box) => isInside([box], from, pane))
  if (appeared.length === 0 && isSomeSeen) return null
  const wanted = appeared.length > 0 ? appeared : boxes
  return isInside(wanted, from, free) ? null : reachBoxes(wanted, free, from)
}
