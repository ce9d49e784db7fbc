import { dashBefore, documentAt } from './document-span.ts'
import { afterContent, commentsAbove, cutLines } from './lines.ts'
import { columnOf, type ItemSource, readOutline } from './outline.ts'
import type { TextSplice } from './splices.ts'
import { isFirstOnLine } from './text-style.ts'

/**
 * Takes the YAML document that `item` stands in out of its text, with its `---` and the comments right above and inside
 * it. Comments that stand apart stay: a file's head before `---` or a blank line, and comments in the first column behind
 * the content, which belong to what follows.
 */
export function removeDocument({ text, start }: Pick<ItemSource, 'text' | 'start'>): TextSplice {
  const document = documentAt(text, start)
  const { ownStart, ownEnd } = document
  const isWhole = !text.slice(ownEnd, document.end).includes('#')
  const end = isWhole ? document.end : ownEnd
  const isFirst = text.slice(0, ownStart).trim() === ''
  const mark = /^---[ \t]*\r?\n/.exec(text.slice(end, end + 400))?.[0].length ?? 0
  const hasMark = text.startsWith('---', ownStart)
  if (isFirst && isWhole && !hasMark) return cutLines(text, ownStart, end + mark)
  return cutLines(text, ownStart, end)
}

/**
 * Takes an item with others beside it out of a list, in block style or in brackets, with the comments that describe
 * it: inside it, on its lines, and directly above it. Undefined for a text of a shape that is not edited.
 */
export function removeListItem(item: ItemSource): TextSplice | undefined {
  const { text } = item
  const outline = readOutline(item)
  if (!outline) return undefined
  const dash = dashBefore(text, outline.start)
  if (dash !== undefined) {
    const column = columnOf(text, dash)
    return isFirstOnLine(text, dash)
      ? cutLines(text, commentsAbove(text, dash - column, column), afterContent(text, outline.end, column))
      : undefined
  }
  const behind = /^\s*,\s*/.exec(text.slice(outline.end))
  if (behind) return { start: outline.start, end: outline.end + behind[0].length, text: '' }
  const before = /\s*,\s*$/.exec(text.slice(Math.max(0, outline.start - 400), outline.start))
  return before ? { start: outline.start - before[0].length, end: outline.end, text: '' } : undefined
}

/** Takes a JSON value out of a stream of JSON values, with the white space that separated it. */
export function removeJsonValue({ text, start, end }: ItemSource): TextSplice {
  const behind = /^\s*/.exec(text.slice(end))?.[0].length ?? 0
  if (end + behind < text.length) return { start, end: end + behind, text: '' }
  const before = /\s*$/.exec(text.slice(Math.max(0, start - 400), start))?.[0].length ?? 0
  return { start: start - before, end, text: '' }
}
