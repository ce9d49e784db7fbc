import { isObject, type JsonValue } from '../model/json.ts'
import { mannerOf, orderLike } from './manner.ts'
import type { Outline } from './outline.ts'
import { contextOf, examplesAround, type Place } from './place.ts'
import { type FlowStyle, printFlow, printFlowEntry, printPretty, printPrettyEntry } from './print-flow.ts'
import type { TextSplice } from './splices.ts'
import { flowStyleOf, isFirstOnLine, lineBreakAt, lineIndent } from './text-style.ts'

/**
 * Adds to a collection in brackets: an item to a sequence, or the pairs of `value` to a mapping. An empty collection,
 * or a scalar that says nothing, is replaced by a filled one.
 */
export function putInFlow(place: Place, wanted: JsonValue): readonly TextSplice[] | undefined {
  const { text, path, target } = place
  const context = contextOf(place)
  const isItem = target.kind === 'seq' && target.entries.length > 0
  const manner = mannerOf(text, examplesAround(place))
  const value = orderLike(wanted, manner, isItem ? `${context}[]` : context)
  const style = flowStyleOf(text, path.toReversed())
  const unit = unitOf(text, path)
  const lineBreak = lineBreakAt(text, target.start)
  const splices =
    target.entries.length > 0
      ? append(text, target, value, style, unit)
      : [write(text, path, target, value, style, unit)]
  return splices?.map((splice) => ({ ...splice, text: splice.text.replaceAll('\n', lineBreak) }))
}

function append(
  text: string,
  target: Outline,
  value: JsonValue,
  style: FlowStyle,
  unit: string,
): readonly TextSplice[] | undefined {
  const last = target.entries.at(-1)
  if (!last || (target.kind === 'map' && !isObject(value))) return undefined
  const ownLine = isFirstOnLine(text, last.start) && text.slice(target.start, last.start).includes('\n')
  const indent = ownLine ? lineIndent(text, last.start) : ''
  const isPretty = style.json && ownLine
  const pieces =
    target.kind === 'map' && isObject(value)
      ? Object.entries(value).map(([key, one]) =>
          isPretty ? printPrettyEntry(key, one, style, indent, unit) : printFlowEntry(key, one, style),
        )
      : [isPretty ? printPretty(value, style, indent, unit) : printFlow(value, style)]
  const space = ownLine ? `\n${indent}` : style.comma
  const tail = text.slice(last.end, target.end - 1)
  const comma = commaIn(tail)
  const from = last.end + (comma === undefined ? 0 : comma + 1)
  const comment = ownLine ? /^[ \t]*#[^\r\n]*/.exec(text.slice(from, target.end))?.[0].length : undefined
  const put = pieces.join(`,${space}`)
  if (comma !== undefined)
    return [{ start: from + (comment ?? 0), end: from + (comment ?? 0), text: `${space}${put},` }]
  if (comment === undefined) return [{ start: from, end: from, text: `,${space}${put}` }]
  return [
    { start: from, end: from, text: ',' },
    { start: from + comment, end: from + comment, text: space + put },
  ]
}

/** The place of the comma after the last entry, outside comments. */
function commaIn(tail: string): number | undefined {
  const comma = /^(?:\s|#[^\r\n]*)*,/.exec(tail)
  return comma ? comma[0].length - 1 : undefined
}

/** A filled collection in the place of an empty one; comments inside the brackets stay. */
function write(
  text: string,
  path: readonly Outline[],
  target: Outline,
  value: JsonValue,
  style: FlowStyle,
  unit: string,
): TextSplice {
  const parent = path.at(-2)
  const first = parent?.entries[0]
  const isPretty = style.json && first !== undefined && text.slice(parent?.start, first.start).includes('\n')
  const printed = isPretty ? printPretty(value, style, lineIndent(text, target.start), unit) : printFlow(value, style)
  if (target.flow && text.slice(target.start, target.end).includes('#')) {
    const inner = printed.slice(1, -1).trim()
    return { start: target.end - 1, end: target.end - 1, text: `${inner} ` }
  }
  return { start: target.start, end: target.end, text: printed }
}

/** One level of indentation inside brackets, from the innermost place that shows it. */
export function unitOf(text: string, path: readonly Outline[]): string {
  for (const outer of path.toReversed()) {
    const first = outer.entries[0]
    if (!outer.flow || !first || !isFirstOnLine(text, first.start)) continue
    const [outside, inside] = [lineIndent(text, outer.start), lineIndent(text, first.start)]
    if (inside.length > outside.length && inside.startsWith(outside)) return inside.slice(outside.length)
  }
  return '  '
}
