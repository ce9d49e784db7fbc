import { assertNever } from '../model/assert-never.ts'
import type { NamespaceNode, PictureEdge, PictureNode } from './picture.ts'

/** Width and height in canvas units. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Room inside a frame around its cards; the title stands in `top`. */
export const FRAME_PADDING = { left: 28, top: 46, right: 28, bottom: 26 }

const CARD = { minWidth: 144, maxWidth: 220, padding: 13, titleLine: 18, line: 18, chipRow: 24, base: 12 }
const PILL_HEIGHT = 36
const LETTER = { small: 6.5, mono: 7.3, label: 7, note: 5.7 }

/** Widths of letters of names in the widest of the usual sans-serif fonts, bold at 13 px. */
const NAME_SIZE = 13
const NAME_LETTER = { narrow: 4.6, slim: 6, wide: 13, capital: 10, other: 9.1 }
/** How wide the words below a title are, next to the same words as a title: smaller, and not bold. */
const SUBTITLE = 0.8
const [NOTES_WIDTH, NOTES_LINE, NOTES_GAP] = [200, 14, 4]

/** How wide a name is at most, whatever font the system has. */
export function measureName(name: string): number {
  let width = 0
  for (const letter of name) {
    if (/[ijl.,:'|!]/.test(letter)) width += NAME_LETTER.narrow
    else if (/[-frt/ ()]/.test(letter)) width += NAME_LETTER.slim
    else if (/[mwMW@]/.test(letter)) width += NAME_LETTER.wide
    else width += /[A-Z]/.test(letter) ? NAME_LETTER.capital : NAME_LETTER.other
  }
  return width
}

/** The size of letters, in canvas units, at which a word of a name is as wide as the room for it on its card. */
export function largestName(node: PictureNode, word: string): number {
  return Math.floor((NAME_SIZE * (measureNode(node).width - 2 * CARD.padding)) / measureName(word))
}

/** The size of a node that is drawn as one thing: a card, a pill, or a folded frame. Frames grow with their cards. */
export function measureNode(node: PictureNode): Size {
  switch (node.kind) {
    case 'workload':
      return measureCard(node.title, node.subtitle, node.ports, node.services)
    case 'group':
      return measureCard(node.title, node.detail, [], [])
    case 'namespace':
      return node.folded ? measureFolded(node) : measureFrameTitle(node)
    case 'outside':
      return { width: clamp(measureName(node.title) + 52, 104, 380), height: PILL_HEIGHT }
    default:
      return assertNever(node)
  }
}

/** The room of the notes under the pill of a node; 0 without notes. They may be wider than the pill. */
export function measureNotes(node: PictureNode): Size {
  if (node.kind !== 'outside' || node.notes.length === 0) return { width: 0, height: 0 }
  const length = node.notes.join(' · ').length * LETTER.note + 12
  const lines = Math.ceil(length / NOTES_WIDTH)
  return { width: Math.min(length, NOTES_WIDTH), height: NOTES_GAP + lines * NOTES_LINE }
}

/** The room a label of an edge takes, written so many times as large as usual. */
export function measureLabel(label: string, scale = 1): Size {
  return { width: Math.ceil(label.length * LETTER.label * scale) + 8, height: Math.ceil(13 * scale) + 5 }
}

/** How many times as large as usual a label of this height is written. */
export function scaleOfLabel(height: number): number {
  return Math.max(1, (height - 5) / 13)
}

/** Above so many edges a picture is seen from afar, where labels are not written, and leaves no more room for them. */
export const MOST_LABELLED = 40

/** More cards than these are seen from further away, and still read: labels get that much more room. */
const LABEL_SCALES: readonly (readonly [cards: number, scale: number])[] = [
  [24, 1],
  [40, 1.5],
  [90, 2.2],
]

/** How much larger than usual there is room to write the labels of a picture, for who sees all of it at once. */
export function labelScale(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): number {
  if (edges.length > MOST_LABELLED) return 1
  const cards = nodes.filter(({ kind }) => kind === 'workload').length
  return LABEL_SCALES.find(([most]) => cards <= most)?.[1] ?? 1
}

type Titled = Pick<NamespaceNode, 'title' | 'subtitle'>

/** Two lines. */
function measureFolded({ title, subtitle }: Titled): Size {
  const width = Math.max(measureName(title), subtitle.length * LETTER.small) + 2 * CARD.padding + 24
  return { width: clamp(width, 160, 260), height: 60 }
}

/** The least a frame needs for its own title and what is said of it: one line, with what folds it. */
function measureFrameTitle({ title, subtitle }: Titled): Size {
  const width = measureName(title) + subtitle.length * LETTER.small + 56
  return { width: clamp(width, 160, 320), height: 60 }
}

function measureCard(title: string, subtitle: string, ports: readonly string[], services: readonly string[]): Size {
  const chips = ports.map((port) => port.length * LETTER.mono + 20)
  const aside = measureName(subtitle) * SUBTITLE
  const lines = [measureName(title), aside, ...services.map(serviceWidth)]
  const wanted =
    Math.max(
      ...lines,
      chips.reduce((sum, chip) => sum + chip, 0),
    ) +
    2 * CARD.padding
  const width = clamp(Math.ceil(wanted), CARD.minWidth, CARD.maxWidth)
  const inner = width - 2 * CARD.padding
  const height =
    CARD.base +
    linesOf(measureName(title), inner, 3) * CARD.titleLine +
    linesOf(aside, inner, 2) * CARD.line +
    rowsOf(chips, inner) * CARD.chipRow +
    (services.length > 0 ? CARD.line : 0)
  return { width, height: Math.max(72, height) }
}

function serviceWidth(service: string): number {
  return service.length * LETTER.small + 16
}

function linesOf(length: number, width: number, most: number): number {
  return clamp(Math.ceil(length / width), 1, most)
}

/** Rows of chips that wrap, at most three; none needs none. */
function rowsOf(chips: readonly number[], width: number): number {
  let rows = chips.length > 0 ? 1 : 0
  let used = 0
  for (const chip of chips) {
    if (used > 0 && used + chip > width) {
      rows += 1
      used = 0
    }
    used += chip
  }
  return Math.min(rows, 3)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
