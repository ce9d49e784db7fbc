import type { JsonValue } from '../model/json.ts'
import { unitOf } from './insert-flow.ts'
import { insertEntry } from './insert-part.ts'
import { neighbourOf } from './key-order.ts'
import { afterContent, lineAbove, nextLine, putLines } from './lines.ts'
import { type Context, contextsOf, type Manner, mannerOf, orderLike } from './manner.ts'
import {
  columnOf,
  entryAt,
  type ItemSource,
  isShared,
  type Outline,
  type OutlineEntry,
  readOutline,
} from './outline.ts'
import { contextOf, examplesAround } from './place.ts'
import { printBlockEntry } from './print-block.ts'
import { printFlowEntry, printPrettyEntry } from './print-flow.ts'
import type { TextSplice } from './splices.ts'
import { blockStyleOf, flowStyleOf, isFirstOnLine, lineBreakAt, lineIndent } from './text-style.ts'

/**
 * Adds the pair at `steps`, which is not there yet, at the place of the Kubernetes documentation's key order: behind the
 * last key that comes before it there, before all others when none does, and at the end for keys without an order.
 * Mappings on the way that are absent, null or empty are made. Nothing is replaced in a filled mapping. Undefined when
 * the text cannot be edited there without changing other places, or what is there is no mapping.
 */
export function insertKey(
  source: ItemSource,
  steps: readonly string[],
  value: JsonValue,
): readonly TextSplice[] | undefined {
  const root = readOutline(source)
  if (!root) return undefined
  const path = existingPath(root, steps)
  const target = path.at(-1) ?? root
  const [key, ...rest] = steps.slice(path.length - 1)
  if (key === undefined || target.kind === 'seq' || isShared(root, path)) return undefined
  const contexts = contextsOf(path, steps)
  const manner = mannerOf(source.text, examplesAround({ path, contexts, target }))
  const neighbour = neighbourOf(target.entries, key, manner.isSorted)
  if (target.entries.length === 0 || neighbour === target.entries.at(-1))
    return insertEntry(source, steps.slice(0, -1), steps.at(-1) ?? key, value)
  const nested = rest.reduceRight<JsonValue>((inner, step) => ({ [step]: inner }), value)
  const pair: Pair = { key, value: orderLike(nested, manner, key) }
  const put = target.flow ? putFlowPair : putBlockPair
  return [put({ text: source.text, path, contexts, manner, target, neighbour, pair })]
}

interface Pair {
  readonly key: string
  readonly value: JsonValue
}

/** Where a pair goes among the filled pairs of `target`, but not at their end. */
interface Gap {
  readonly text: string
  readonly path: readonly Outline[]
  readonly contexts: readonly Context[]
  readonly manner: Manner
  readonly target: Outline
  /** Absent before the first pair. */
  readonly neighbour: OutlineEntry | undefined
  readonly pair: Pair
}

/** The outlines on the way to `steps`, as far as there are any. */
function existingPath(root: Outline, steps: readonly string[]): readonly Outline[] {
  const path = [root]
  for (const step of steps) {
    const entry = entryAt(path.at(-1), step)
    if (!entry) break
    path.push(entry.value)
  }
  return path
}

function putBlockPair({ text, path, contexts, manner, target, neighbour, pair }: Gap): TextSplice {
  const first = target.entries[0]?.start ?? target.start
  const column = columnOf(text, first)
  const style = { ...blockStyleOf(text, path.toReversed()), manner }
  const lines = printBlockEntry(pair.key, pair.value, style, contextOf({ contexts }))
  if (neighbour) return putLines(text, afterContent(text, neighbour.end, column), column, lines)
  if (isFirstOnLine(text, first)) return putLines(text, beforeComments(text, first, column), column, lines)
  const next = lineBreakAt(text, first) + ' '.repeat(column)
  return { start: first, end: first, text: lines.map((line) => line + next).join('') }
}

/** The start of the line of `offset`, or of the comments right above it that stand as deep and so belong to it. */
function beforeComments(text: string, offset: number, column: number): number {
  let at = offset - column
  while (at > 0) {
    const above = lineAbove(text, at)
    const indentation = lineIndent(text, above).length
    if (indentation < column || text[above + indentation] !== '#') break
    at = above
  }
  return at
}

function putFlowPair({ text, path, target, neighbour, pair }: Gap): TextSplice {
  const first = target.entries[0]?.start ?? target.start
  const isOwnLine = isFirstOnLine(text, first) && text.slice(target.start, first).includes('\n')
  const indent = isOwnLine ? lineIndent(text, first) : ''
  const style = flowStyleOf(text, path.toReversed())
  const isPretty = isOwnLine && style.json
  const printed = isPretty
    ? printPrettyEntry(pair.key, pair.value, style, indent, unitOf(text, path))
    : printFlowEntry(pair.key, pair.value, style)
  const space = isOwnLine ? `\n${indent}` : style.comma
  const splice = neighbour
    ? behind(text, neighbour, printed, isOwnLine ? indent : undefined, space)
    : { start: first, end: first, text: `${printed},${space}` }
  return { ...splice, text: splice.text.replaceAll('\n', lineBreakAt(text, target.start)) }
}

/** Behind the comma of a pair that others follow; behind its comment too where each pair has its own line. */
function behind(
  text: string,
  { end }: OutlineEntry,
  printed: string,
  indent: string | undefined,
  space: string,
): TextSplice {
  const at = nextLine(text, end)
  if (indent !== undefined && /^[ \t]*,[ \t]*(?:#.*)?\r?\n$/.test(text.slice(end, at)))
    return { start: at, end: at, text: `${indent}${printed},\n` }
  return { start: end, end, text: `,${space}${printed}` }
}
