import { isObject, type JsonValue } from '../model/json.ts'
import { unitOf } from './insert-flow.ts'
import { insertKey } from './insert-key.ts'
import { afterContent, cutLines, nextLine, putLines } from './lines.ts'
import { contextsOf, mannerOf, orderLike } from './manner.ts'
import type { Old } from './old-value.ts'
import {
  columnOf,
  entryAt,
  type ItemSource,
  isNeededElsewhere,
  isShared,
  type Outline,
  outlinePath,
  readOutline,
} from './outline.ts'
import { contextOf, examplesAround } from './place.ts'
import { type BlockStyle, printBlock } from './print-block.ts'
import { printFlow, printPretty } from './print-flow.ts'
import { printLike } from './print-like.ts'
import { putLiteral } from './put-literal.ts'
import { leastSplices, type TextSplice } from './splices.ts'
import { blockStyleOf, flowStyleOf, isFirstOnLine, lineBreakAt, lineIndent } from './text-style.ts'

/**
 * Writes `value` at `steps`: a scalar for a scalar in its quote style, a filled collection in the style of what it stands
 * for, below its key in block style, else in brackets. What is absent is added as by {@link insertKey}. Comments inside
 * a collection that is replaced go with it, others stay. `[]` where the value stands there already, byte for byte.
 * Undefined at the root, under a tag, where other places would change (aliases, repeated anchors, `<<`), or in a text of
 * a shape that is not edited.
 */
export function setValue(
  source: ItemSource,
  steps: readonly string[],
  value: JsonValue,
): readonly TextSplice[] | undefined {
  const root = readOutline(source)
  if (!root) return undefined
  const path = outlinePath(root, steps)
  if (!path) return insertKey(source, steps, value)
  const parent = path.at(-2)
  const entry = entryAt(parent, steps.at(-1) ?? '')
  if (!parent || !entry || isShared(root, path.slice(0, -1)) || isNeededElsewhere(root, entry.value)) return undefined
  if (/[\s:]!\S*\s*$/.test(source.text.slice(entry.start, entry.mark))) return undefined
  const place = { path, contexts: contextsOf(path, steps), target: entry.value }
  const [context, manner] = [contextOf(place), mannerOf(source.text, examplesAround(place))]
  const old = { text: source.text, path, parent, entry, target: entry.value, context, manner }
  const like = orderLike(value, manner, context)
  const splices = isFilled(like) ? putFilled(old, like) : (putLiteral(old, like) ?? putToken(old, like))
  return splices && leastSplices(source.text, splices)
}

type Filled = readonly JsonValue[] | { readonly [key: string]: JsonValue }

function isFilled(value: JsonValue): value is Filled {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0
}

/** A value of one word, or empty brackets. */
function putToken(old: Old, value: JsonValue): readonly TextSplice[] | undefined {
  const { text, path, entry, target } = old
  const { json } = flowStyleOf(text, path.toReversed())
  const written = target.kind === 'scalar' ? text.slice(target.start, target.end) : ''
  const isScalar = !Array.isArray(value) && !isObject(value)
  const token = isScalar
    ? printLike(written, value as null | boolean | number | string, old.parent.flow && json)
    : Array.isArray(value)
      ? '[]'
      : '{}'
  if (target.kind === 'empty') return [{ start: entry.mark, end: entry.mark, text: ` ${token}` }]
  if (!isBlock(target) || !isFirstOnLine(text, target.start))
    return [{ start: target.start, end: target.end, text: token }]
  return [
    { start: entry.mark, end: entry.mark, text: ` ${token}` },
    cutLines(text, target.start - columnOf(text, target.start), nextLine(text, target.end)),
  ]
}

function isBlock({ kind, flow }: Outline): boolean {
  return !flow && (kind === 'map' || kind === 'seq')
}

function putFilled(old: Old, value: Filled): readonly TextSplice[] | undefined {
  const { parent, target } = old
  if (parent.flow || (target.flow && target.entries.length > 0)) return putInBrackets(old, value)
  if (parent.kind === 'seq') return putBehindDash(old, value)
  return isBlock(target) ? putBody(old, value) : putBelowKey(old, value)
}

function putInBrackets({ text, path, parent, entry, target }: Old, value: Filled): readonly TextSplice[] {
  const style = flowStyleOf(text, path.toReversed())
  const shown = [target, parent].find(({ flow, entries }) => flow && entries.length > 0)
  const first = shown?.entries[0]
  const isPretty = style.json && shown && first && text.slice(shown.start, first.start).includes('\n')
  const printed = isPretty
    ? printPretty(value, style, lineIndent(text, entry.start), unitOf(text, path))
    : printFlow(value, style)
  const put = printed.replaceAll('\n', lineBreakAt(text, target.start))
  return target.kind === 'empty'
    ? [{ start: entry.mark, end: entry.mark, text: ` ${put}` }]
    : [{ start: target.start, end: target.end, text: put }]
}

/** How lines in the place of a value are written. */
function styleOf({ text, path, manner }: Old): BlockStyle {
  return { ...blockStyleOf(text, path.toReversed()), manner }
}

function putBehindDash(old: Old, value: Filled): readonly TextSplice[] {
  const { text, entry, target, context } = old
  const isNothing = target.kind === 'empty'
  const column = columnOf(text, isNothing ? entry.start + 2 : target.start)
  const lines = printBlock(value, styleOf(old), context)
  const put = lines.join(lineBreakAt(text, entry.start) + ' '.repeat(column))
  return isNothing
    ? [{ start: entry.mark, end: entry.mark, text: ` ${put}` }]
    : [{ start: target.start, end: target.end, text: put }]
}

/** Other lines in the place of the lines of a block collection. */
function putBody(old: Old, value: Filled): readonly TextSplice[] | undefined {
  const { text, entry, target, context } = old
  if (!isFirstOnLine(text, target.start)) return undefined
  const style = styleOf(old)
  const isSameKind = (target.kind === 'seq') === Array.isArray(value)
  const column = isSameKind
    ? columnOf(text, target.start)
    : columnOf(text, entry.start) + (Array.isArray(value) ? style.offset : style.step)
  const lines = printBlock(value, style, context).map((line) => ' '.repeat(column) + line)
  const start = target.start - columnOf(text, target.start)
  return [{ start, end: target.end, text: lines.join(lineBreakAt(text, start)) }]
}

/** Lines below a key, whose word or empty brackets go. */
function putBelowKey(old: Old, value: Filled): readonly TextSplice[] | undefined {
  const { text, entry, target, context, manner } = old
  const isNothing = target.kind === 'empty'
  if (manner.isInBrackets(context, value)) return putInBrackets(old, value)
  if (!isNothing && text.slice(entry.mark, target.start).includes('\n')) return undefined
  const column = columnOf(text, entry.start)
  const style = styleOf(old)
  const inner = column + (Array.isArray(value) ? style.offset : style.step)
  const lines = putLines(text, afterContent(text, entry.end, column), inner, printBlock(value, style, context))
  return isNothing ? [lines] : [{ start: entry.mark, end: target.end, text: '' }, lines]
}
