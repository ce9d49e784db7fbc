import type { Edge } from '@xyflow/react'
import { wordsAtEdge } from '../../core/picture/edge-words.ts'
import type { EdgeRoute, Layout, NodeBox, Picture, PictureEdge, Routes } from '../../core/picture/picture.ts'
import { routeEdges } from '../../core/picture/route-edges.ts'
import { SIGNS } from './drawn-edges.ts'
import { CHANGE_LAYER, EDGE_LAYER } from './flow-nodes.ts'

/** An edge as React Flow holds it; it draws the route of the core, not one between handles. */
export type FlowEdge = Edge<{ readonly edge: PictureEdge; readonly route: EdgeRoute }, 'flow'>

/** What is written at an edge: its ports, with the sign of the answer. A stub shows its words when it is pointed at. */
export function labelOf(edge: PictureEdge): string {
  const sign = edge.change ? changeSign(edge) : edge.half ? SIGNS.denied : SIGNS[edge.answer]
  return `${sign} ${wordsAtEdge(edge)}${edge.stale ? ' stale' : ''}`
}

/** What opens is added, what closes ends; what only perhaps does has a question mark as well. */
function changeSign({ change, answer }: PictureEdge): string {
  const sign = change === 'opens' ? '+' : SIGNS.denied
  return answer === 'depends' ? `${sign}?` : sign
}

/** Routes that leave room for the labels as written, with what marks their ends in front of the shields of cards. */
export function routeDrawn(picture: Picture, edges: readonly PictureEdge[], layout: Layout): Routes {
  const labelled = edges.map((edge) => ({ ...edge, label: labelOf(edge) }))
  const routes = routeEdges({ ...picture, edges: labelled }, layout)
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
  return new Map(
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
  }
}

function isSameRoute(one: EdgeRoute, other: EdgeRoute): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
