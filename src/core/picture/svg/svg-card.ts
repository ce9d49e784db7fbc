import type { GroupNode, NodeBox, WorkloadNode } from '../picture.ts'
import type { SvgColours } from './svg-colours.ts'
import { drawHatch } from './svg-hatch.ts'
import { drawChips, drawHalo, type NodeLook, outlineOf } from './svg-looks.ts'
import { drawBadges } from './svg-shield.ts'
import { baseOf, cutText, FONTS, fontAttributes, line, MONO, staleWord, widthOf, wrapText } from './svg-text.ts'
import { element, escapeXml, type Svg } from './svg-xml.ts'

const RADIUS = 9
const PADDING = 13
const LINE = 18
const SHOWN_PORTS = 5
const ROWS = 3
const CHIP = { height: 19, padding: 6, gap: 4 }

/** A part of a card: how high it is, and how it is drawn from `top` on. */
interface Part {
  readonly height: number
  readonly draw: (top: number) => Svg
}

/** A workload as the canvas draws it: name, kind and replicas, ports, Services, a shield per direction. */
export function drawWorkload(node: WorkloadNode, box: NodeBox, look: NodeLook | undefined, colours: SvgColours): Svg {
  const room = { x: box.x + PADDING, width: box.width - 2 * PADDING }
  const parts = [
    ...titleParts(node.title, node.subtitle, node.implied, room, colours),
    ...(node.ports.length > 0 ? [portsPart(node.ports, room, colours)] : []),
    ...(node.services.length > 0 ? [servicesPart(node.services, room, colours)] : []),
  ]
  const usual = colours[node.implied ? 'line-strong' : 'card-line']
  const dashed = node.implied ? { 'stroke-dasharray': '4 3' } : {}
  const { x, y, width, height } = box
  const face = { x, y, width, height, rx: RADIUS, fill: colours.card, ...dashed, ...outlineOf(look, usual, colours) }
  return (
    drawHalo(look, box, RADIUS, colours) +
    element('rect', face) +
    (node.stale ? drawHatch(box, colours) : '') +
    stack(parts, box) +
    (node.stale ? staleWord(x, y, colours) : '') +
    drawBadges(node, box, colours) +
    drawChips(look, box, colours)
  )
}

/** How far the lower cards of a stack look out to the right and below. */
export const STACK_REACH = 6

/** What one selector matches without being all there is: a small stack. */
export function drawGroup(node: GroupNode, box: NodeBox, look: NodeLook | undefined, colours: SvgColours): Svg {
  const room = { x: box.x + PADDING, width: box.width - 2 * PADDING }
  const { x, y, width, height } = box
  const card = (shift: number, more: object) =>
    element('rect', { x: x + shift, y: y + shift, width, height, rx: RADIUS, fill: colours.panel, ...more })
  return (
    drawHalo(look, box, RADIUS, colours) +
    card(STACK_REACH, { stroke: colours.line }) +
    card(STACK_REACH / 2, { stroke: colours.line }) +
    card(0, { fill: colours.card, ...outlineOf(look, colours['card-line'], colours) }) +
    (node.stale ? drawHatch(box, colours) : '') +
    stack(titleParts(node.title, node.detail, false, room, colours), box) +
    (node.stale ? staleWord(x, y, colours) : '') +
    drawChips(look, box, colours)
  )
}

/** The parts one below the other, in the middle of the box. */
function stack(parts: readonly Part[], box: NodeBox): Svg {
  const whole = parts.reduce((sum, { height }) => sum + height, 0)
  let top = box.y + (box.height - whole) / 2
  return parts
    .map(({ height, draw }) => {
      top += height
      return draw(top - height)
    })
    .join('')
}

interface Room {
  readonly x: number
  readonly width: number
}

function titleParts(
  title: string,
  subtitle: string,
  italic: boolean,
  { x, width }: Room,
  colours: SvgColours,
): readonly Part[] {
  const names = wrapText(title, width, FONTS.name, 3)
  const words = wrapText(subtitle, width, FONTS.small, 2)
  return [
    ...names.map((text) => linePart(text, x, { font: FONTS.name, fill: colours.ink, italic })),
    ...words.map((text) => linePart(text, x, { font: FONTS.small, fill: colours['ink-2'] })),
  ]
}

function linePart(text: string, x: number, written: Parameters<typeof line>[3]): Part {
  return { height: LINE, draw: (top) => line(text, x, top + LINE / 2, written) }
}

function portsPart(ports: readonly string[], { x, width }: Room, colours: SvgColours): Part {
  const rows = toRows(shownPorts(ports, width), width)
  const step = CHIP.height + CHIP.gap
  return {
    height: 3 + rows.length * step - CHIP.gap,
    draw: (top) => rows.map((row, index) => drawRow(row, x, top + 3 + index * step, colours)).join(''),
  }
}

/** As many as the canvas shows, none longer than the card is wide. */
function shownPorts(ports: readonly string[], width: number): readonly string[] {
  const shown = ports.length > SHOWN_PORTS + 1 ? ports.slice(0, SHOWN_PORTS) : ports
  const words = ports.length > shown.length ? [...shown, `+${ports.length - shown.length}`] : shown
  return words.map((port) => cutText(port, width - 2 * CHIP.padding, FONTS.port))
}

function chipWidth(port: string): number {
  return widthOf(port, FONTS.port) + 2 * CHIP.padding
}

/** Ports in rows that fit; of more rows than there is room for the last are left out. */
function toRows(ports: readonly string[], width: number): readonly (readonly string[])[] {
  const rows: string[][] = []
  let used = Infinity
  for (const port of ports) {
    const needs = chipWidth(port) + (used > 0 ? CHIP.gap : 0)
    if (used + needs > width) {
      rows.push([port])
      used = chipWidth(port)
    } else {
      rows.at(-1)?.push(port)
      used += needs
    }
  }
  return rows.slice(0, ROWS)
}

function drawRow(ports: readonly string[], left: number, top: number, colours: SvgColours): Svg {
  let x = left
  return ports
    .map((port) => {
      const width = chipWidth(port)
      const rect = { x, y: top, width, height: CHIP.height, rx: 4, fill: colours.chip }
      const middle = x + width / 2
      x += width + CHIP.gap
      const written = { font: FONTS.port, fill: colours['ink-2'], anchor: 'middle' } as const
      return element('rect', rect) + line(port, middle, top + CHIP.height / 2, written)
    })
    .join('')
}

function servicesPart(services: readonly string[], { x, width }: Room, colours: SvgColours): Part {
  const names = cutText(services.join(' · '), width - 24, FONTS.service)
  const attributes = fontAttributes({ font: FONTS.service, fill: colours['ink-3'] })
  const prefix = element('tspan', { 'font-family': MONO, 'font-size': 10 }, ['svc '])
  return {
    height: LINE,
    draw: (top) =>
      element('text', { x, y: baseOf(top + LINE / 2, FONTS.service), ...attributes }, [prefix, escapeXml(names)]),
  }
}
