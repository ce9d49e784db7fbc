import { assertNever } from '../model/assert-never.ts'
import type { PictureNode } from './picture.ts'

/** Width and height in canvas units. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Room inside a frame around its cards; the title stands in `top`. */
export const FRAME_PADDING = { left: 28, top: 46, right: 28, bottom: 26 }

const CARD = { minWidth: 144, maxWidth: 220, padding: 13, titleLine: 18, line: 18, chipRow: 24, base: 12 }
const PILL_HEIGHT = 36
const LETTER = { name: 8.1, small: 6.5, mono: 7.3, label: 7, note: 5.7 }
const [NOTES_WIDTH, NOTES_LINE, NOTES_GAP] = [200, 14, 4]

/** The size of a node that is drawn as one thing: a card, a pill, or a folded frame. Frames grow with their cards. */
export function measureNode(node: PictureNode): Size {
  switch (node.kind) {
    case 'workload':
      return measureCard(node.title, node.subtitle, node.ports, node.services)
    case 'group':
      return measureCard(node.title, node.detail, [], [])
    case 'namespace':
      return measureFrameTitle(node.title, node.subtitle)
    case 'outside':
      return { width: clamp(node.title.length * LETTER.name + 52, 104, 380), height: PILL_HEIGHT }
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

/** The room a label of an edge takes. */
export function measureLabel(label: string): Size {
  return { width: Math.ceil(label.length * LETTER.label) + 8, height: 18 }
}

/** A folded frame, or the least a frame needs for its own title: two lines. */
function measureFrameTitle(title: string, subtitle: string): Size {
  const width = Math.max(title.length * LETTER.name, subtitle.length * LETTER.small) + 2 * CARD.padding + 24
  return { width: clamp(width, 160, 260), height: 60 }
}

function measureCard(title: string, subtitle: string, ports: readonly string[], services: readonly string[]): Size {
  const chips = ports.map((port) => port.length * LETTER.mono + 20)
  const lines = [title.length * LETTER.name, subtitle.length * LETTER.small, ...services.map(serviceWidth)]
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
    linesOf(title.length * LETTER.name, inner, 3) * CARD.titleLine +
    linesOf(subtitle.length * LETTER.small, inner, 2) * CARD.line +
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
