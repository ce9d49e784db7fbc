import type { Edge } from '@xyflow/react'
import type { EdgeRoute, Layout, NodeBox, Picture, PictureEdge, Routes } from '../../core/picture/picture.ts'
import { routeEdges } from '../../core/picture/route-edges.ts'
import { SIGNS } from './drawn-edges.ts'
import { EDGE_LAYER } from './flow-nodes.ts'

/** An edge as React Flow holds it; it draws the route of the core, not one between handles. */
export type FlowEdge = Edge<{ readonly edge: PictureEdge; readonly route: EdgeRoute }, 'flow'>

/** What is written at an edge: its ports, with the sign of the answer. A stub shows its words when it is pointed at. */
export function labelOf(edge: PictureEdge): string {
  if (edge.half) return ''
  return `${SIGNS[edge.answer]} ${edge.label}${edge.stale ? ' stale' : ''}`
}

/** Routes that leave room for the labels as written, with their tips in front of the shields of the cards they meet. */
export function routeDrawn(picture: Picture, edges: readonly PictureEdge[], layout: Layout): Routes {
  const labelled = edges.map((edge) => ({ ...edge, label: labelOf(edge) }))
  const routes = routeEdges({ ...picture, edges: labelled }, layout)
  const boxes = new Map(
    picture.nodes.map((node) => [node.id, node.kind === 'workload' ? layout.get(node.id) : undefined]),
  )
  return new Map(
    edges.flatMap((edge) => {
      const route = routes.get(edge.id)
      return route === undefined ? [] : [[edge.id, clearOfShield(route, boxes.get(edge.to))] as const]
    }),
  )
}

/** Half of a shield, and how near to its middle an edge must end to be hidden by it. */
const SHIELD = { half: 10, reach: 15 }

function clearOfShield(route: EdgeRoute, box: NodeBox | undefined): EdgeRoute {
  if (box === undefined) return route
  const { x, y, angle } = route.arrow
  const isAtSide = Math.min(Math.abs(x - box.x), Math.abs(x - box.x - box.width)) < 1
  if (!isAtSide || Math.abs(y - box.y - box.height / 2) > SHIELD.reach) return route
  return { ...route, arrow: { x: x < box.x + box.width / 2 ? x - SHIELD.half : x + SHIELD.half, y, angle } }
}

/** The edges that have a route, in drawing order. An edge whose picture and route did not change keeps its identity. */
export function toFlowEdges(
  edges: readonly PictureEdge[],
  routes: Routes,
  previous: ReadonlyMap<string, FlowEdge>,
): FlowEdge[] {
  return edges.flatMap((edge) => {
    const route = routes.get(edge.id)
    if (route === undefined) return []
    const known = previous.get(edge.id)
    return known?.data?.edge === edge && isSameRoute(known.data.route, route) ? [known] : [toFlowEdge(edge, route)]
  })
}

function toFlowEdge(edge: PictureEdge, route: EdgeRoute): FlowEdge {
  return {
    id: edge.id,
    type: 'flow',
    source: edge.from,
    target: edge.to,
    data: { edge, route },
    zIndex: EDGE_LAYER,
    ariaRole: 'button',
    ariaLabel: edge.accessibleName,
  }
}

function isSameRoute(one: EdgeRoute, other: EdgeRoute): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
