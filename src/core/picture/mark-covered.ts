import { isOverlapping } from './boxes.ts'
import { type Obstacles, obstaclesOf } from './obstacles.ts'
import type { EdgeRoute, Layout, NodeBox, Picture, PictureEdge, Routes } from './picture.ts'

/**
 * Marks the labels that lie over a card, a title or another label; all others can be read. Labels of edges in `first` go
 * before the others, then those of whole edges before those of stubs, then earlier ones before later ones. Routes whose
 * mark stays the same keep their identity.
 */
export function markCovered(
  picture: Picture,
  edges: readonly PictureEdge[],
  layout: Layout,
  routes: Routes,
  first: ReadonlySet<string> = NONE,
): Routes {
  const obstacles = obstaclesOf(picture, layout)
  const marked = new Map(routes)
  const turnOf = ({ id, half }: PictureEdge) => (first.has(id) ? 0 : 2) + (half ? 1 : 0)
  for (const { id } of [...edges].sort((a, b) => turnOf(a) - turnOf(b))) {
    const route = routes.get(id)
    if (!route) continue
    const box = roomOfLabel(route)
    const isCovered = liesOverSomething(box, obstacles, layout)
    if (!isCovered) obstacles.add({ kind: 'label', box, owner: id })
    if (isCovered !== (route.isCovered ?? false)) marked.set(id, withMark(route, isCovered))
  }
  return marked
}

const NONE: ReadonlySet<string> = new Set()

/** The room kept free for a label. */
export function roomOfLabel({ label: { x, y, width, height } }: EdgeRoute): NodeBox {
  return { x: x - width / 2, y: y - height / 2, width, height }
}

function withMark({ isCovered: _, ...route }: EdgeRoute, isCovered: boolean): EdgeRoute {
  return isCovered ? { ...route, isCovered } : route
}

function liesOverSomething(box: NodeBox, obstacles: Obstacles, layout: Layout): boolean {
  for (const { kind, owner } of obstacles.near(box)) {
    if (kind === 'title' || kind === 'label') return true
    // Obstacles keep a margin around cards; what counts is the card.
    const card = kind === 'card' ? layout.get(owner) : undefined
    if (card && isOverlapping(box, card)) return true
  }
  return false
}
