import type { Answer, Isolation } from '../../model/verdict.ts'
import type { SvgColours } from './svg-colours.ts'
import { stripesOf } from './svg-hatch.ts'
import { drawShield } from './svg-shield.ts'
import { FONTS, line, widthOf } from './svg-text.ts'
import { element, type Svg } from './svg-xml.ts'

/** One line of the legend: a sign, and what it means. */
interface Key {
  readonly words: string
  readonly italic?: boolean
  /** Of the sign. */
  readonly width: number
  readonly draw: (x: number, y: number, colours: SvgColours) => Svg
}

const ROW = 20
const GAP = 22
const PADDING = 11

const DASHES: Readonly<Record<Answer, object>> = {
  allowed: {},
  denied: { 'stroke-dasharray': '6 4' },
  depends: { 'stroke-dasharray': '1.5 4.5', 'stroke-linecap': 'round' },
}

function lineKey(answer: Answer, words: string, width = answer === 'depends' ? 2.25 : 1.75): Key {
  const stroke = (colours: SvgColours) => ({ stroke: colours[answer], 'stroke-width': width, ...DASHES[answer] })
  return {
    words,
    width: 24,
    draw: (x, y, colours) => element('line', { x1: x + 1, y1: y, x2: x + 23, y2: y, ...stroke(colours) }),
  }
}

function shieldKey(isolation: Isolation, words: string): Key {
  return { words, width: 14, draw: (x, y, colours) => drawShield({ x: x + 7, y }, isolation, colours) }
}

/** Admitted at one end only. */
const STUB: Key = {
  words: 'other end blocks',
  width: 24,
  draw: (x, y, colours) =>
    element('line', { x1: x + 1, y1: y, x2: x + 18, y2: y, stroke: colours.allowed, 'stroke-width': 1.75 }) +
    element('path', {
      d: `M${x + 16} ${y - 3} l6 6 M${x + 22} ${y - 3} l-6 6`,
      fill: 'none',
      stroke: colours.denied,
      'stroke-width': 2,
    }),
}

const IMPLIED: Key = {
  words: 'implied',
  italic: true,
  width: 18,
  draw: (x, y, colours) =>
    element('rect', {
      ...sample(x, y),
      fill: 'none',
      stroke: colours['line-strong'],
      'stroke-dasharray': '3 2',
    }),
}

const STALE: Key = {
  words: 'stale',
  width: 18,
  draw: (x, y, colours) =>
    element('rect', { ...sample(x, y), fill: 'none', stroke: colours['line-strong'] }) +
    element('path', { d: stripesOf(sample(x, y), 1, 5.6), fill: 'none', stroke: colours['line-strong'] }),
}

function sample(x: number, y: number) {
  return { x, y: y - 6, width: 18, height: 12, rx: 3 }
}

const KEYS: readonly Key[] = [
  lineKey('allowed', '✓ allowed'),
  lineKey('denied', '✕ denied'),
  lineKey('depends', '? depends'),
  lineKey('allowed', 'bundle', 2.75),
  STUB,
  shieldKey('isolated', 'isolated'),
  shieldKey('open', 'open'),
  shieldKey('admits-nothing', 'admits nothing'),
  IMPLIED,
  STALE,
]

interface PlacedKey {
  readonly key: Key
  readonly x: number
  readonly row: number
}

/** A drawing that is placed by whoever asked for it. */
export interface Legend {
  readonly width: number
  readonly height: number
  readonly draw: (x: number, y: number) => Svg
}

/** What the lines and marks mean, in as many rows as it takes not to be wider than `width`. */
export function layoutLegend(width: number, colours: SvgColours): Legend {
  const placed = placeKeys(width - 2 * PADDING)
  const rows = (placed.at(-1)?.row ?? 0) + 1
  const size = {
    width: Math.max(...placed.map(({ key, x }) => x + keyWidth(key))) + 2 * PADDING,
    height: rows * ROW + 8,
  }
  const box = { ...size, rx: 7, fill: colours.panel, stroke: colours.line }
  return {
    ...size,
    draw: (left, top) =>
      element('rect', { x: left, y: top, ...box }) +
      placed.map(({ key, x, row }) => drawKey(key, left + PADDING + x, top + 4 + (row + 0.5) * ROW, colours)).join(''),
  }
}

function keyWidth({ words, width }: Key): number {
  return width + 6 + widthOf(words, FONTS.service)
}

function placeKeys(width: number): readonly PlacedKey[] {
  let [x, row] = [0, 0]
  return KEYS.map((key) => {
    if (x > 0 && x + keyWidth(key) > width) [x, row] = [0, row + 1]
    const placed = { key, x, row }
    x += keyWidth(key) + GAP
    return placed
  })
}

function drawKey({ words, italic = false, width, draw }: Key, x: number, y: number, colours: SvgColours): Svg {
  const written = { font: FONTS.service, fill: colours['ink-2'], italic }
  return draw(x, y, colours) + line(words, x + width + 6, y, written)
}
