import { dashBefore, documentAt } from './document-span.ts'
import { insertDocumentText, spaceBeside } from './insert-resource.ts'
import { afterContent, nextLine } from './lines.ts'
import { columnOf, type ItemSource, readOutline } from './outline.ts'
import type { TextSplice } from './splices.ts'
import { isFirstOnLine, lineBreakAt } from './text-style.ts'

/** Writes the YAML document that `item` stands in once more behind it, byte for byte with its comments. */
export function copyDocument({ text, start }: Pick<ItemSource, 'text' | 'start'>): TextSplice {
  const { ownStart, ownEnd, ...span } = documentAt(text, start)
  const own = text.slice(ownStart, ownEnd)
  const body = /^---[ \t]*\r?\n/.test(own) ? own.slice(nextLine(own, 0)) : own.replace(/^---[ \t]+/, '')
  return insertDocumentText({ text, start: span.start, end: span.end }, body.replace(/\r?\n$/, ''))
}

/** Writes an item of a list, in block style or in brackets, once more behind it. Undefined as {@link readOutline}. */
export function copyListItem(item: ItemSource): TextSplice | undefined {
  const { text } = item
  const outline = readOutline(item)
  if (!outline) return undefined
  const dash = dashBefore(text, outline.start)
  if (dash === undefined) {
    const copy = `,${spaceBeside(text, outline)}${text.slice(outline.start, outline.end)}`
    return { start: outline.end, end: outline.end, text: copy }
  }
  const column = columnOf(text, dash)
  const at = afterContent(text, outline.end, column)
  const lines = text.slice(dash - column, at)
  if (!isFirstOnLine(text, dash)) return undefined
  return { start: at, end: at, text: lines.endsWith('\n') ? lines : lineBreakAt(text, at) + lines }
}

/** Writes a value of a stream of JSON values once more behind it, on a line of its own. */
export function copyJsonValue(item: ItemSource): TextSplice | undefined {
  const outline = readOutline(item)
  if (!outline) return undefined
  const { start, end } = outline
  return { start: end, end, text: spaceBeside(item.text, outline, true) + item.text.slice(start, end) }
}
