import { labelOf } from './edge-label.ts'
import { markCovered } from './mark-covered.ts'
import type { EdgeRoute, Layout, NodeBox, Picture, PictureEdge, Routes } from './picture.ts'
import { routeEdges } from './route-edges.ts'

/**
 * Routes that leave room for the labels as written, with what marks their ends in front of the shields of cards; labels
 * without a free place are marked.
 */
export function routeDrawn(picture: Picture, edges: readonly PictureEdge[], layout: Layout): Routes {
  const labelled = edges.map((edge) => ({ ...edge, label: labelOf(edge) }))
  const routes = routeEdges({ ...picture, edges: labelled }, layout)
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
  const drawn = new Map(
    edges.flatMap((edge) => {
      const route = routes.get(edge.id)
      if (route === undefined) return []
      const tip =
        nodes.get(edge.to)?.kind === 'workload' ? clearOfShield(route.arrow, layout.get(edge.to)) : route.arrow
      const arrow = { ...tip, angle: route.arrow.angle }
      const blocked = isBlockedAtSource(edge) ? startOf(route, layout.get(edge.from)) : route.blocked
      return [[edge.id, blocked ? { ...route, arrow, blocked } : { ...route, arrow }] as const]
    }),
  )
  return markCovered(picture, edges, layout, drawn)
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Half of a shield, and how near to its middle an edge must end to be hidden by it. */
const SHIELD = { half: 10, reach: 15 }

function clearOfShield({ x, y }: Point, box: NodeBox | undefined): Point {
  if (box === undefined || Math.abs(y - box.y - box.height / 2) > SHIELD.reach) return { x, y }
  const [left, right] = [box.x, box.x + box.width]
  if (Math.abs(x - left) < SHIELD.half) return { x: left - SHIELD.half, y }
  if (Math.abs(x - right) < SHIELD.half) return { x: right + SHIELD.half, y }
  return { x, y }
}

function isBlockedAtSource({ blockedAt }: PictureEdge): boolean {
  return blockedAt === 'source' || blockedAt === 'both'
}

/** Just outside of the card that a route leaves. */
function startOf({ path }: EdgeRoute, box: NodeBox | undefined): Point | undefined {
  const start = /^M\s*(-?[\d.]+)[\s,]+(-?[\d.]+)/.exec(path)
  if (start === null || box === undefined) return undefined
  const { x, y } = clearOfShield({ x: Number(start[1]), y: Number(start[2]) }, box)
  if (y <= box.y) return { x, y: y - 8 }
  if (y >= box.y + box.height) return { x, y: y + 8 }
  return { x: x < box.x + box.width / 2 ? x - 8 : x + 8, y }
}
