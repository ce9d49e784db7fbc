import { isObject, type JsonValue } from '../model/json.ts'
import { toLiteral } from './print-literal.ts'
import { printScalar, printString } from './print-scalar.ts'

/** How an author indents block YAML, in columns. */
export interface BlockStyle {
  /** From a key to the keys inside it; at least 1. */
  readonly step: number
  /** From a key to the dashes inside it; 0 when dashes stand under their key. */
  readonly offset: number
  /** From a dash to the content of its item; at least 2. */
  readonly gap: number
}

/** What the project writes where there is nothing to follow. */
export const PLAIN_STYLE: BlockStyle = { step: 2, offset: 2, gap: 2 }

/** A mapping or sequence as lines of block YAML, the outermost at column 0; empty collections and scalars as one line. */
export function printBlock(value: JsonValue, style: BlockStyle): readonly string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item) => printBlockItem(item, style))
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, inner]) => printBlockEntry(key, inner, style))
  return [printEmpty(value)]
}

/** A sequence item as lines, its dash at column 0. */
export function printBlockItem(value: JsonValue, style: BlockStyle): readonly string[] {
  const [first = '', ...rest] = printBlock(value, style)
  const gap = ' '.repeat(style.gap)
  return [`-${gap.slice(1)}${first}`, ...rest.map((line) => indentLine(line, style.gap))]
}

/** A pair of a mapping as lines, its key at column 0. */
export function printBlockEntry(key: string, value: JsonValue, style: BlockStyle): readonly string[] {
  const name = printString(key)
  const literal = typeof value === 'string' ? toLiteral(value) : undefined
  if (literal) return [`${name}: ${literal.header}`, ...literal.lines.map((line) => indentLine(line, style.step))]
  if (!isFilled(value)) return [`${name}: ${printEmpty(value)}`]
  const column = Array.isArray(value) ? style.offset : style.step
  return [`${name}:`, ...printBlock(value, style).map((line) => indentLine(line, column))]
}

/** Lines of a text that are empty stay so. */
function indentLine(line: string, column: number): string {
  return line === '' ? '' : ' '.repeat(column) + line
}

function isFilled(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0
}

function printEmpty(value: JsonValue): string {
  if (Array.isArray(value)) return '[]'
  return typeof value === 'object' && value !== null ? '{}' : printScalar(value as string | number | boolean | null)
}
