import type { Edge } from '@xyflow/react'
import type { EdgeRoute, PictureEdge, Routes } from '../../core/picture/picture.ts'
import { CHANGE_LAYER, EDGE_LAYER, NOT_A_STOP } from './flow-nodes.ts'

/** An edge as React Flow holds it; it draws the route of the core, not one between handles. */
export type FlowEdge = Edge<{ readonly edge: PictureEdge; readonly route: EdgeRoute }, 'flow'>

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
    zIndex: edge.change ? CHANGE_LAYER : EDGE_LAYER,
    ariaRole: 'button',
    ariaLabel: edge.accessibleName,
    domAttributes: NOT_A_STOP,
  }
}

function isSameRoute(one: EdgeRoute, other: EdgeRoute): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
