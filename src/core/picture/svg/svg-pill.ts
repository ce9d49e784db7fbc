import type { Point } from '../boxes.ts'
import { measureNotes } from '../measure-node.ts'
import type { NodeBox, OutsideNode } from '../picture.ts'
import type { SvgColours } from './svg-colours.ts'
import { drawHatch } from './svg-hatch.ts'
import { drawChips, drawHalo, type NodeLook, outlineOf } from './svg-looks.ts'
import { cutText, FONTS, line, staleWord, wrapText } from './svg-text.ts'
import { element, type Svg, toNumber } from './svg-xml.ts'

const ICON = 14
const PADDING = 13
const GAP = 6
const NOTE_LINE = 14

/** Addresses outside the cluster, everyone, or every pod; with what is noted of them below. */
export function drawOutside(node: OutsideNode, box: NodeBox, look: NodeLook | undefined, colours: SvgColours): Svg {
  const { x, y, width, height } = box
  const face = { x, y, width, height, rx: height / 2, fill: colours.card }
  const left = x + PADDING + ICON + GAP
  const room = width - 2 * PADDING - ICON - GAP
  const name = cutText(node.title, room, FONTS.name)
  const written = { font: FONTS.name, fill: colours.ink, anchor: 'middle' } as const
  return (
    drawHalo(look, box, height / 2, colours) +
    element('rect', { ...face, ...outlineOf(look, colours['card-line'], colours) }) +
    (node.stale ? drawHatch(box, colours, 6) : '') +
    drawIcon(node.role, { x: x + PADDING + ICON / 2, y: y + height / 2 }, colours) +
    line(name, left + room / 2, y + height / 2, written) +
    drawNotes(node, box, colours) +
    (node.stale ? staleWord(x, y, colours) : '') +
    drawChips(look, box, colours)
  )
}

/** The room of the notes below a pill; undefined without notes. */
export function notesBox(node: OutsideNode, { x, y, width, height }: NodeBox): NodeBox | undefined {
  if (node.notes.length === 0) return undefined
  const lines = notesOf(node).length
  const wide = Math.max(measureNotes(node).width, 200)
  return { x: x + (width - wide) / 2, y: y + height, width: wide, height: 4 + lines * NOTE_LINE }
}

/** As on the canvas: a question that is left open begins with its sign. */
function notesOf({ notes }: OutsideNode): readonly string[] {
  const isQuestion = notes.some((note) => note.endsWith('?'))
  return wrapText(`${isQuestion ? '? ' : ''}${notes.join(' · ')}`, 200, FONTS.note, Infinity)
}

function drawNotes(node: OutsideNode, box: NodeBox, colours: SvgColours): Svg {
  if (node.notes.length === 0) return ''
  const lines = notesOf(node)
  const fill = lines[0]?.startsWith('? ') ? colours.depends : colours['ink-3']
  const top = box.y + box.height + 4 + NOTE_LINE / 2
  return lines
    .map((text, index) =>
      line(text, box.x + box.width / 2, top + index * NOTE_LINE, { font: FONTS.note, fill, anchor: 'middle' }),
    )
    .join('')
}

/** A globe, a node of a network, an asterisk, and a few pods. */
function drawIcon(role: OutsideNode['role'], { x, y }: Point, colours: SvgColours): Svg {
  const at = (dx: number, dy: number) => `${toNumber(x + dx)} ${toNumber(y + dy)}`
  const box = (dx: number, dy: number) => `M${at(dx - 2, dy - 2)} h4 v4 h-4 Z`
  const d = {
    internet: `M${at(-6, 0)} a6 6 0 1 1 12 0 a6 6 0 1 1 -12 0 Z M${at(-6, 0)} h12 M${at(0, -6)} c-4 3.5 -4 8.5 0 12 M${at(0, -6)} c4 3.5 4 8.5 0 12`,
    block: `${box(0, -4)} ${box(-4, 4)} ${box(4, 4)} M${at(0, -2)} v2 M${at(-4, 2)} v-2 h8 v2`,
    anyone: `M${at(0, -5)} v10 M${at(-4.4, -2.5)} l8.8 5 M${at(-4.4, 2.5)} l8.8 -5`,
    'any-pod': `${box(0, -3)} ${box(-3, 3)} ${box(3, 3)}`,
  }[role]
  return element('path', { d, fill: 'none', stroke: colours['ink-2'], 'stroke-width': 1.2, 'stroke-linejoin': 'round' })
}
