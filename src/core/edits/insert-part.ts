import { isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import { putInFlow } from './insert-flow.ts'
import { afterContent, nextLine, putLines } from './lines.ts'
import { contextsOf, mannerOf, orderLike } from './manner.ts'
import {
  columnOf,
  entryAt,
  type ItemSource,
  isShared,
  type Outline,
  type OutlineEntry,
  readOutline,
} from './outline.ts'
import { contextOf, examplesAround, type Place } from './place.ts'
import { printBlock, printBlockEntry, printBlockItem } from './print-block.ts'
import { printFlow } from './print-flow.ts'
import { orderSplices, type TextSplice } from './splices.ts'
import { blockStyleOf, lineBreakAt } from './text-style.ts'

/**
 * Adds `value` at the end of the sequence at `steps`, in the author's style. A sequence that is absent, null or empty
 * is made; `after` names a sibling key behind which a new key goes. In block style nothing is replaced. Undefined when
 * the text cannot be edited there without changing other places (aliases) or is of a shape that is not edited.
 */
export function insertItem(
  source: ItemSource,
  steps: readonly string[],
  value: JsonValue,
  after?: string,
): readonly TextSplice[] | undefined {
  return insert(source, steps, after, (place) => {
    if (place.rest.length > 0) return fill(place, nest(place.rest, [value]))
    if (place.target.kind !== 'seq' || place.target.entries.length === 0) return fill(place, [value])
    return place.target.flow ? putInFlow(place, value) : appendBlock(place, value)
  })
}

/**
 * Adds the pair `key: value` to the mapping at `steps`, behind the key `after` when it is there, else at the end. A
 * mapping that is absent, null or empty is made; an empty value that stands at `key` is replaced. Undefined as for
 * {@link insertItem}, and when `key` has a value.
 */
export function insertEntry(
  source: ItemSource,
  steps: readonly string[],
  key: string,
  value: JsonValue,
  after?: string,
): readonly TextSplice[] | undefined {
  return insert(source, [...steps, key], after, (place) => {
    if (place.rest.length === 0 && place.target.entries.length > 0) return undefined
    return fill(place, place.rest.length > 0 ? nest(place.rest, value) : value)
  })
}

function insert(
  source: ItemSource,
  steps: readonly string[],
  after: string | undefined,
  plan: (place: Place) => readonly TextSplice[] | undefined,
): readonly TextSplice[] | undefined {
  const root = readOutline(source)
  if (!root) return undefined
  const path = [root]
  let entry: OutlineEntry | undefined
  let depth = 0
  for (const step of steps) {
    const next = entryAt(path.at(-1), step)
    if (!next) break
    entry = next
    path.push(next.value)
    depth += 1
  }
  const target = path.at(-1) ?? root
  if (isShared(root, path)) return undefined
  const contexts = contextsOf(path, steps)
  const splices = plan({ text: source.text, path, contexts, target, entry, rest: steps.slice(depth), after })
  return splices && orderSplices(splices)
}

/** Gives `place` a value: as a new pair of a filled mapping, else in the place of nothing. */
function fill(place: Place, value: JsonValue): readonly TextSplice[] | undefined {
  const { target, rest } = place
  const [key] = rest
  if (target.kind === 'map' && target.entries.length > 0) {
    if (key === undefined || !isObject(value)) return undefined
    return target.flow ? putInFlow(place, value) : addBlockEntry(place, key, value[key] ?? null)
  }
  const isNothing = target.kind === 'empty' || target.entries.length === 0
  return isNothing ? replaceNothing(place, value) : undefined
}

function appendBlock(place: Place, value: JsonValue): readonly TextSplice[] | undefined {
  const { text, path, target } = place
  const last = target.entries.at(-1)
  if (!last) return undefined
  const column = columnOf(text, last.start)
  const examples = [...target.entries.map((entry) => entry.value), ...path.toReversed()]
  const siblings = { ...target, entries: target.entries.map((entry) => ({ ...entry, value: emptyAt(entry) })) }
  const manner = mannerOf(text, examplesAround(place))
  const style = { ...blockStyleOf(text, examples), gap: blockStyleOf(text, [siblings, ...examples]).gap, manner }
  const context = `${contextOf(place)}[]`
  const lines = printBlockItem(orderLike(value, manner, context), style, context)
  return [putLines(text, afterContent(text, last.end, column), column, lines)]
}

/** An entry's value reduced to its place, so that only the sequence itself is looked at. */
function emptyAt({ value }: OutlineEntry): Outline {
  return { kind: value.kind, flow: true, start: value.start, end: value.end, entries: [] }
}

function addBlockEntry(place: Place, key: string, value: JsonValue): readonly TextSplice[] {
  const { text, path, target, after } = place
  const neighbour = target.entries.findLast((entry) => entry.key === after) ?? target.entries.at(-1)
  if (!neighbour) return []
  const column = columnOf(text, target.entries[0]?.start ?? target.start)
  const manner = mannerOf(text, examplesAround(place))
  const style = { ...blockStyleOf(text, path.toReversed()), manner }
  const lines = printBlockEntry(key, orderLike(value, manner, key), style, contextOf(place))
  return [putLines(text, afterContent(text, neighbour.end, column), column, lines)]
}

/** Writes `value` where `null`, `[]`, `{}` or nothing stands: below the key in block style, else in the brackets. */
function replaceNothing(place: Place, value: JsonValue): readonly TextSplice[] | undefined {
  const { text, path, target, entry } = place
  const parent = path.at(-2)
  if (entry && parent?.kind === 'seq' && !parent.flow && isObject(value)) {
    const lines = replaceItem(place, value)
    if (lines) return lines
  }
  if (!entry || !parent || parent.flow || parent.kind !== 'map')
    return target.flow ? putInFlow(place, value) : replaceInFlow(place, value)
  const nothing = target.kind === 'empty' ? '' : text.slice(target.start, target.end)
  if (target.kind === 'scalar' && !/^(?:null|Null|NULL|~)$/.test(nothing)) return undefined
  if (target.anchor !== undefined || /[\n#]/.test(nothing)) return target.flow ? putInFlow(place, value) : undefined
  if (!/^[ \t]*$/.test(text.slice(entry.mark, target.kind === 'empty' ? entry.mark : target.start))) return undefined
  const column = columnOf(text, entry.start)
  const manner = mannerOf(text, examplesAround(place))
  const context = contextOf(place)
  const like = orderLike(value, manner, context)
  if (manner.isInBrackets(context, value)) return putBehindKey(place, entry, printFlow(like, manner.flow))
  const style = { ...blockStyleOf(text, path.toReversed()), manner }
  const inner = column + (Array.isArray(value) ? style.offset : style.step)
  const lines = putLines(text, afterContent(text, entry.end, column), inner, printBlock(like, style, context))
  return nothing === '' ? [lines] : [{ start: entry.mark, end: target.end, text: '' }, lines]
}

/** `- {}` in block style becomes a mapping in block style; undefined where something else shares its line. */
function replaceItem(place: Place, value: JsonObject): readonly TextSplice[] | undefined {
  const { text, path, target } = place
  const isBare = target.flow && /^\{[ \t]*\}$/.test(text.slice(target.start, target.end))
  const rest = text.slice(target.end, nextLine(text, target.end)).trim()
  if (!isBare || rest !== '' || target.anchor !== undefined || !/^[ \t]*-/.test(lineBefore(text, target.start)))
    return undefined
  const manner = mannerOf(text, examplesAround(place))
  const context = contextOf(place)
  const like = orderLike(value, manner, context)
  if (manner.isInBrackets(context, value)) return undefined
  const lines = printBlock(like, { ...blockStyleOf(text, path.toReversed()), manner }, context)
  const glue = lineBreakAt(text, target.start) + ' '.repeat(columnOf(text, target.start))
  return [{ start: target.start, end: target.end, text: lines.join(glue) }]
}

function lineBefore(text: string, offset: number): string {
  return text.slice(offset - columnOf(text, offset), offset)
}

function putBehindKey({ target }: Place, { mark }: OutlineEntry, printed: string): readonly TextSplice[] {
  return target.kind === 'empty'
    ? [{ start: mark, end: mark, text: ` ${printed}` }]
    : [{ start: target.start, end: target.end, text: printed }]
}

function replaceInFlow(place: Place, value: JsonValue): readonly TextSplice[] | undefined {
  const { text, target } = place
  if (target.kind !== 'scalar' || text.slice(target.start, target.end) !== 'null') return undefined
  return putInFlow(place, value)
}

/** `value` inside the mappings that `steps` name. */
function nest(steps: readonly string[], value: JsonValue): JsonValue {
  return steps.reduceRight<JsonValue>((inner, step) => ({ [step]: inner }), value)
}
