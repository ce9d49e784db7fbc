import type { NamespaceNode, NodeBox } from '../picture.ts'
import type { SvgColours } from './svg-colours.ts'
import { drawHatch } from './svg-hatch.ts'
import { drawChips, drawHalo, type NodeLook, outlineOf } from './svg-looks.ts'
import { baseOf, cutText, FONTS, fontAttributes, line, staleWord, widthOf } from './svg-text.ts'
import { element, escapeXml, type Svg } from './svg-xml.ts'

const RADIUS = 12
/** From the left border to the name. */
const LEFT = 14
/** The middle of the line with the name, from the upper border. */
const HEAD = 20
/** Of a frame only the head is hatched: one broken policy does not make all of it stale. */
const STALE_HEAD = 38

/** A namespace: a frame behind its workloads, or one card of a stack while it is folded. */
export function drawNamespace(node: NamespaceNode, box: NodeBox, look: NodeLook | undefined, colours: SvgColours): Svg {
  const usual = colours[node.implied ? 'line-strong' : node.folded ? 'card-line' : 'line']
  const { x, y, width, height } = box
  const face = { x, y, width, height, rx: RADIUS, fill: colours[node.folded ? 'card' : 'frame'] }
  const dashed = node.implied ? { 'stroke-dasharray': '4 3' } : {}
  const hatched = { ...box, height: Math.min(STALE_HEAD, height) }
  return (
    drawHalo(look, box, RADIUS, colours) +
    (node.folded && !node.implied ? drawBehind(box, colours) : '') +
    element('rect', { ...face, ...dashed, ...outlineOf(look, usual, colours) }) +
    (node.stale ? drawHatch(hatched, colours) : '') +
    (node.folded ? foldedHead(node, box, colours) : openHead(node, box, colours)) +
    (node.stale ? staleWord(x, y, colours) : '') +
    (node.folded ? drawChips(look, box, colours) : '')
  )
}

function drawBehind({ x, y, width, height }: NodeBox, colours: SvgColours): Svg {
  const below = { x: x + 3, y: y + 3, width, height, rx: RADIUS }
  return element('rect', { ...below, fill: colours.card, stroke: colours['card-line'] })
}

const nameOf = ({ implied }: NamespaceNode, colours: SvgColours) => ({
  font: FONTS.name,
  fill: colours.ink,
  italic: implied,
})

const aside = (colours: SvgColours) => ({ font: FONTS.small, fill: colours['ink-3'] })

/** Name and what is said of it in one line. */
function openHead(node: NamespaceNode, { x, y, width }: NodeBox, colours: SvgColours): Svg {
  const room = width - LEFT - 12
  const name = cutText(node.title, room, FONTS.name)
  const left = room - widthOf(name, FONTS.name) - 8
  const words = left > 24 ? cutText(node.subtitle, left, FONTS.small) : ''
  const said = element(
    'tspan',
    { dx: 7, ...fontAttributes(aside(colours)), 'font-weight': 400, 'font-style': 'normal' },
    [escapeXml(words)],
  )
  const place = { x: x + LEFT, y: baseOf(y + HEAD, FONTS.name) }
  return element('text', { ...place, ...fontAttributes(nameOf(node, colours)) }, [
    escapeXml(name),
    ...(words === '' ? [] : [said]),
  ])
}

/** Two lines, and the sign that there is more. */
function foldedHead(node: NamespaceNode, { x, y, width, height }: NodeBox, colours: SvgColours): Svg {
  const [left, middle] = [x + LEFT + 16, y + height / 2]
  const room = width - LEFT - 16 - 10
  const arrow = `M${x + LEFT} ${middle - 13} l4 4 l-4 4`
  return (
    element('path', { d: arrow, fill: 'none', stroke: colours['ink-3'], 'stroke-width': 1.5 }) +
    line(cutText(node.title, room, FONTS.name), left, middle - 9, nameOf(node, colours)) +
    line(cutText(node.subtitle, room, FONTS.small), left, middle + 9, aside(colours))
  )
}
