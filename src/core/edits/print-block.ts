import { isObject, type JsonValue } from '../model/json.ts'
import type { Context, Manner } from './manner.ts'
import { type FlowStyle, printFlow } from './print-flow.ts'
import { printLike } from './print-like.ts'
import { toLiteral } from './print-literal.ts'
import { printString } from './print-scalar.ts'

/** How an author indents block YAML, in columns. */
export interface BlockStyle {
  /** From a key to the keys inside it; at least 1. */
  readonly step: number
  /** From a key to the dashes inside it; 0 when dashes stand under their key. */
  readonly offset: number
  /** From a dash to the content of its item; at least 2. */
  readonly gap: number
  /** How lists of words are written where they stand in brackets behind their key; absent where they do not. */
  readonly words?: FlowStyle
  /** What is known of single keys; absent where there is nothing to take after. */
  readonly manner?: Manner
}

/** What the project writes where there is nothing to follow. */
export const PLAIN_STYLE: BlockStyle = { step: 2, offset: 2, gap: 2 }

/** A mapping or sequence as lines of block YAML, the outermost at column 0; empty collections and scalars as one line. */
export function printBlock(value: JsonValue, style: BlockStyle, context: Context = ''): readonly string[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item) => printBlockItem(item, style, `${context}[]`))
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, inner]) => printBlockEntry(key, inner, style, context))
  return [printWord(value, style, [context])]
}

/** A sequence item as lines, its dash at column 0; `context` is that of the item. */
export function printBlockItem(value: JsonValue, style: BlockStyle, context: Context = '[]'): readonly string[] {
  const [first = '', ...rest] = printInBrackets(value, style, context) ?? printBlock(value, style, context)
  const gap = ' '.repeat(style.gap)
  return [`-${gap.slice(1)}${first}`, ...rest.map((line) => indentLine(line, style.gap))]
}

/** A pair of a mapping as lines, its key at column 0; `context` is that of the mapping. */
export function printBlockEntry(
  key: string,
  value: JsonValue,
  style: BlockStyle,
  context: Context = '',
): readonly string[] {
  const name = printString(key)
  const literal = typeof value === 'string' ? toLiteral(value) : undefined
  if (literal) return [`${name}: ${literal.header}`, ...literal.lines.map((line) => indentLine(line, style.step))]
  if (!isFilled(value)) return [`${name}: ${printWord(value, style, [key, `${context}{}`])}`]
  const inBrackets = printInBrackets(value, style, key)
  if (inBrackets) return [`${name}: ${inBrackets.join('')}`]
  const column = Array.isArray(value) ? style.offset : style.step
  return [`${name}:`, ...printBlock(value, style, key).map((line) => indentLine(line, column))]
}

/** One line, where the author writes such a collection in brackets. */
function printInBrackets(
  value: JsonValue,
  { manner, words }: BlockStyle,
  context: Context,
): readonly string[] | undefined {
  if (!isFilled(value)) return undefined
  const isInBrackets = manner?.isInBrackets(context, value) ?? (words !== undefined && isWords(value))
  const flow = manner?.flow ?? words
  return isInBrackets && flow ? [printFlow(value, flow)] : undefined
}

function isWords(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => !Array.isArray(item) && !isObject(item))
}

/** Lines of a text that are empty stay so. */
function indentLine(line: string, column: number): string {
  return line === '' ? '' : ' '.repeat(column) + line
}

function isFilled(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0
}

/** An empty collection, or a scalar in the quotes of its like. */
function printWord(value: JsonValue, { manner }: BlockStyle, contexts: readonly Context[]): string {
  if (Array.isArray(value)) return '[]'
  if (typeof value === 'object' && value !== null) return '{}'
  return printLike(manner?.quoteOf(contexts) ?? '', value as string | number | boolean | null, false)
}
