import type { JsonValue } from '../model/json.ts'
import { dashBefore } from './document-span.ts'
import { afterContent, putLines } from './lines.ts'
import { columnOf, type ItemSource, type Outline, readOutline } from './outline.ts'
import { PLAIN_STYLE, printBlock, printBlockItem } from './print-block.ts'
import { printFlow, printPretty } from './print-flow.ts'
import type { TextSplice } from './splices.ts'
import { blockStyleOf, flowStyleOf, isFirstOnLine, lineBreakAt, lineIndent } from './text-style.ts'

/**
 * Adds YAML documents behind the one that `neighbour` is, indented like it, else like `examples` of the same text:
 * before the next document, or at the end of the text. Nothing is replaced; the text ends with a line break afterwards exactly if it did before.
 */
export function insertDocuments(
  neighbour: ItemSource,
  values: readonly JsonValue[],
  examples: readonly ItemSource[] = [],
): TextSplice {
  const lineBreak = lineBreakAt(neighbour.text, neighbour.end)
  const style = blockStyleOf(neighbour.text, outlines([neighbour, ...examples]))
  const body = values.map((value) => printBlock(value, style).join(lineBreak)).join(`${lineBreak}---${lineBreak}`)
  return insertDocumentText(neighbour, body)
}

/** Adds a document as it is written, without `---` and final line break, as {@link insertDocuments} does. */
export function insertDocumentText({ text, start, end }: ItemSource, body: string): TextSplice {
  const lineBreak = lineBreakAt(text, end)
  if (text.trim() === '') return putAt(text.startsWith('\uFEFF') ? 1 : 0, body + lineBreak)
  const suffix = /^\.\.\.(?=\s|$)/m.exec(text.slice(start, end))
  const at = suffix ? start + suffix.index : end
  if (at < text.length) {
    const lead = columnOf(text, at) > 0 ? lineBreak : ''
    return putAt(at, `${lead}---${lineBreak}${body}${lineBreak}`)
  }
  const isEnded = text.endsWith('\n')
  const isOpen = /(?:^|[\n\uFEFF])---(?:[ \t]+#[^\n]*)?\s*$/.test(text.slice(start, end))
  const lead = (isEnded ? '' : lineBreak) + (isOpen ? '' : `---${lineBreak}`)
  return putAt(at, lead + body + (isEnded ? lineBreak : ''))
}

/** A file of documents, in the plain style. */
export function printDocuments(values: readonly JsonValue[]): string {
  return values.map((value) => `${printBlock(value, PLAIN_STYLE).join('\n')}\n`).join('---\n')
}

/** Adds items behind the item `neighbour` of a list, in block style or in brackets, in its indentation. */
export function insertListItems(
  neighbour: ItemSource,
  values: readonly JsonValue[],
  examples: readonly ItemSource[] = [],
): TextSplice | undefined {
  const { text } = neighbour
  const outline = readOutline(neighbour)
  if (!outline) return undefined
  const dash = dashBefore(text, neighbour.start)
  if (outline.flow && dash === undefined)
    return putAt(outline.end, values.map((value) => `,${printBeside(text, outline, value)}`).join(''))
  if (dash === undefined) return undefined
  const column = columnOf(text, dash)
  const gap = text.slice(dash, neighbour.start).includes('\n') ? 2 : Math.max(2, neighbour.start - dash)
  const style = { ...blockStyleOf(text, [outline, ...outlines(examples)]), gap }
  return putLines(
    text,
    afterContent(text, outline.end, column),
    column,
    values.flatMap((value) => printBlockItem(value, style)),
  )
}

/** Adds JSON values on lines of their own behind the value `neighbour` of a stream of JSON values. */
export function insertJsonValues(neighbour: ItemSource, values: readonly JsonValue[]): TextSplice | undefined {
  const outline = readOutline(neighbour)
  return (
    outline && putAt(outline.end, values.map((value) => printBeside(neighbour.text, outline, value, true)).join(''))
  )
}

/** `value` written like its neighbour, with the white space that separates the two. */
function printBeside(text: string, outline: Outline, value: JsonValue, isLine = false): string {
  const style = flowStyleOf(text, [outline])
  const indent = lineIndent(text, outline.start)
  const first = outline.entries[0]
  const isPretty = first !== undefined && text.slice(outline.start, first.start).includes('\n')
  const unit = isPretty ? lineIndent(text, first.start).slice(indent.length) || '  ' : ''
  const printed = isPretty ? printPretty(value, style, indent, unit) : printFlow(value, style)
  return spaceBeside(text, outline, isLine) + printed.replaceAll('\n', lineBreakAt(text, outline.start))
}

/** The white space between a value in brackets and the next one: a line where it stands on its own, or `isLine`. */
export function spaceBeside(text: string, outline: Outline, isLine = false): string {
  const ownLine = isLine || isFirstOnLine(text, outline.start)
  if (!ownLine) return flowStyleOf(text, [outline]).comma
  return lineBreakAt(text, outline.start) + lineIndent(text, outline.start)
}

function outlines(sources: readonly ItemSource[]): readonly Outline[] {
  return sources.flatMap((source) => readOutline(source) ?? [])
}

function putAt(at: number, text: string): TextSplice {
  return { start: at, end: at, text }
}
