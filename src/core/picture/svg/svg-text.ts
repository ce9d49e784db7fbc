import { measureName } from '../measure-node.ts'
import type { SvgColours } from './svg-colours.ts'
import { element, escapeXml, type Svg } from './svg-xml.ts'

/** Fonts that every system has one of; nothing is fetched. */
export const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", Arial, sans-serif'
export const MONO =
  'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'

/** A way of writing: `name` is bold, `plain` is not, `mono` has letters of one width. */
export interface Font {
  readonly kind: 'name' | 'plain' | 'mono'
  /** In units of the picture. */
  readonly size: number
}

/** Of the size of a letter: how wide one is on average in plain text, and in fonts of one width. */
const SHARE = { plain: 0.545, mono: 0.61 }

/** How wide a text is at most, whatever font the system has. */
export function widthOf(text: string, { kind, size }: Font): number {
  let [width, narrow] = [0, '']
  for (const letter of text) {
    if (isWide(letter)) width += size
    else narrow += letter
  }
  return width + (kind === 'name' ? (measureName(narrow) * size) / 13 : narrow.length * SHARE[kind] * size)
}

/** Letters of scripts, and signs, that are as wide as they are high. */
function isWide(letter: string): boolean {
  return (letter.codePointAt(0) ?? 0) > 0x10ff && !/[\u2000-\u2bff]/.test(letter)
}

/** The text, or its beginning with an ellipsis that is not wider than `width`. */
export function cutText(text: string, width: number, font: Font): string {
  return widthOf(text, font) <= width ? text : `${headOf(text, width - font.size, font).trimEnd()}…`
}

/** The longest beginning of a text that is not wider than `width`; at least one letter. */
function headOf(text: string, width: number, font: Font): string {
  const letters = [...text]
  let length = 0
  for (let used = 0; length < letters.length; length += 1) {
    used += widthOf(letters[length] ?? '', font)
    if (used > width) break
  }
  return letters.slice(0, Math.max(1, length)).join('')
}

/**
 * The text in at most so many lines, the last cut where there is more. Lines end after a space or a hyphen, unless
 * that takes more of them than ending anywhere.
 */
export function wrapText(text: string, width: number, font: Font, most: number): readonly string[] {
  const anywhere = breakLines(text, width, font, false)
  const nicely = breakLines(text, width, font, true)
  const lines = nicely.length > Math.min(most, anywhere.length) ? anywhere : nicely
  if (lines.length <= most) return lines
  const last = cutText(lines.slice(most - 1).join(''), width, font)
  return [...lines.slice(0, most - 1), last]
}

function breakLines(text: string, width: number, font: Font, isNice: boolean): readonly string[] {
  const lines: string[] = []
  let rest = text
  while (rest !== '' && widthOf(rest, font) > width) {
    const head = headOf(rest, width, font)
    const end = Math.max(head.lastIndexOf(' '), head.lastIndexOf('-'), head.lastIndexOf('/')) + 1
    const line = isNice && end > 0 ? head.slice(0, end) : head
    lines.push(line)
    rest = rest.slice(line.length)
  }
  return rest === '' ? lines : [...lines, rest]
}

/** How a run of text is written. */
export interface Written {
  readonly font: Font
  readonly fill: string
  readonly anchor?: 'start' | 'middle'
  readonly italic?: boolean
}

type FontAttributes = Readonly<Record<string, string | number | undefined>>

/** The attributes of a font; the family of `plain` and `name` is the one of the whole document. */
export function fontAttributes({ font, fill, anchor, italic }: Written): FontAttributes {
  return {
    'font-size': font.size,
    'font-weight': font.kind === 'name' ? 600 : undefined,
    'font-family': font.kind === 'mono' ? MONO : undefined,
    'font-style': italic ? 'italic' : undefined,
    'text-anchor': anchor === 'middle' ? 'middle' : undefined,
    fill,
  }
}

/** One line whose middle is at `y`: letters sit about a third of their size above what they stand on. */
export function line(text: string, x: number, y: number, written: Written): Svg {
  return element('text', { x, y: baseOf(y, written.font), ...fontAttributes(written) }, [escapeXml(text)])
}

/** Where letters stand whose middle is at `y`. */
export function baseOf(y: number, { size }: Font): number {
  return y + size * 0.35
}

/** Fonts of the canvas. */
export const FONTS = {
  name: { kind: 'name', size: 13 },
  small: { kind: 'plain', size: 12 },
  service: { kind: 'plain', size: 11.5 },
  note: { kind: 'plain', size: 11 },
  port: { kind: 'mono', size: 11 },
  label: { kind: 'mono', size: 11.5 },
  chip: { kind: 'name', size: 11 },
} as const satisfies Readonly<Record<string, Font>>

/** The word of what is read from an older text, at the upper border of a box. */
export function staleWord(x: number, y: number, colours: SvgColours): Svg {
  const attributes = { x: x + 10, y: y - 9, width: 40, height: 18, rx: 4 }
  return (
    element('rect', { ...attributes, fill: colours.panel, stroke: colours['line-strong'] }) +
    line('stale', x + 30, y, { font: FONTS.note, fill: colours['ink-2'], anchor: 'middle' })
  )
}
