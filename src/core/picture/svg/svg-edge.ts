import type { Point } from '../boxes.ts'
import { labelOf } from '../edge-label.ts'
import type { EdgeRoute, PictureEdge } from '../picture.ts'
import type { SvgColours } from './svg-colours.ts'
import type { EdgeLook } from './svg-looks.ts'
import { baseOf, FONTS, fontAttributes } from './svg-text.ts'
import { element, escapeXml, linePath, type Svg, toNumber } from './svg-xml.ts'

/** A line, its arrow or the ✕ at the end that blocks, and its ports; dashed is denied, dotted depends. */
export function drawEdge(edge: PictureEdge, route: EdgeRoute, look: EdgeLook | undefined, colours: SvgColours): Svg {
  const opacity = look === 'faded' ? 0.25 : undefined
  const stroke = { d: route.path, fill: 'none', stroke: colours[edge.answer] }
  const halo = { ...stroke, 'stroke-width': 9, 'stroke-opacity': 0.28, 'stroke-linecap': 'round' }
  return (
    (look === 'selected' ? element('path', halo) : '') +
    element('path', { ...stroke, ...strokeStyle(edge), opacity }) +
    drawEnd(edge, route, opacity, colours)
  )
}

/** The label of an edge over the line itself. */
export function drawLabel(edge: PictureEdge, { label }: EdgeRoute, colours: SvgColours): Svg {
  const written = { font: FONTS.label, fill: colours[edge.answer], anchor: 'middle' } as const
  const place = { x: label.x, y: baseOf(label.y, FONTS.label) }
  const clear = { stroke: colours.canvas, 'stroke-width': 5, 'stroke-linejoin': 'round', 'aria-hidden': 'true' }
  const words = [escapeXml(labelOf(edge))]
  return (
    element('text', { ...place, ...fontAttributes({ ...written, fill: colours.canvas }), ...clear }, words) +
    element('text', { ...place, ...fontAttributes(written) }, words)
  )
}

function strokeStyle({ answer, pairs, stale }: PictureEdge) {
  const width = pairs > 1 ? 2.75 : answer === 'depends' ? 2.25 : 1.75
  if (stale) return { 'stroke-width': width, 'stroke-dasharray': '10 3 2 3' }
  if (answer === 'denied') return { 'stroke-width': width, 'stroke-dasharray': '6 4' }
  if (answer === 'depends') return { 'stroke-width': width, 'stroke-dasharray': '1.5 4.5', 'stroke-linecap': 'round' }
  return { 'stroke-width': width }
}

function drawEnd(edge: PictureEdge, route: EdgeRoute, opacity: number | undefined, colours: SvgColours): Svg {
  const marks = crossesOf(edge, route)
  if (marks) return marks.map((point) => drawCross(point, opacity, colours)).join('')
  const tip = arrowPoints(route, edge.pairs > 1 ? 1.3 : 1)
  return element('path', { d: linePath(tip, true), fill: colours[edge.answer], opacity })
}

/** Where a flow ends; undefined for one that arrives. */
function crossesOf({ half, answer, change, blockedAt }: PictureEdge, route: EdgeRoute): readonly Point[] | undefined {
  const blocked = route.blocked ? [route.blocked] : []
  if (half) return blocked
  if (answer !== 'denied' && change !== 'closes') return undefined
  return blockedAt === 'source' ? blocked : [...blocked, beforeTip(route)]
}

function beforeTip({ arrow }: EdgeRoute): Point {
  const turn = (arrow.angle * Math.PI) / 180
  return { x: arrow.x - 8 * Math.cos(turn), y: arrow.y - 8 * Math.sin(turn) }
}

function drawCross({ x, y }: Point, opacity: number | undefined, colours: SvgColours): Svg {
  const at = (dx: number, dy: number) => `${toNumber(x + dx)},${toNumber(y + dy)}`
  const d = `M${at(-5, -5)} L${at(5, 5)} M${at(5, -5)} L${at(-5, 5)}`
  return element('path', {
    d,
    fill: 'none',
    stroke: colours.denied,
    'stroke-width': 2,
    'stroke-linecap': 'round',
    opacity,
  })
}

function arrowPoints({ arrow }: EdgeRoute, scale: number): readonly (readonly [number, number])[] {
  const turn = (arrow.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale]
  const at = (dx: number, dy: number) => [arrow.x + dx * cos - dy * sin, arrow.y + dx * sin + dy * cos] as const
  return [at(0, 0), at(-10, -4.5), at(-10, 4.5)]
}
