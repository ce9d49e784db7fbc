import { findContent, splitDocuments } from '../manifest/split-documents.ts'
import { nextLine } from './lines.ts'

/** A YAML document of a text; the spans of all of them cover it without gaps. */
export interface DocumentSpan {
  readonly start: number
  readonly end: number
  /** Of what is meant by the document: its comments, and its content to the last line's break. */
  readonly ownStart: number
  readonly ownEnd: number
}

/** The document that `offset` stands in. */
export function documentAt(text: string, offset: number): DocumentSpan {
  const span = splitDocuments(text).findLast(({ start }) => start <= offset) ?? { start: 0, end: text.length }
  const content = findContent(text, span)
  const own = text.slice(span.start, content)
  const mark = /(?:^|\n)\uFEFF?(?=---(?:\s|$))/.exec(own)
  const apart = /[\s\S]*\n[ \t]*\r?\n/.exec(own)
  const head = mark ? mark.index + mark[0].length : (apart?.[0].length ?? (own.startsWith('\uFEFF') ? 1 : 0))
  return { ...span, ownStart: span.start + head, ownEnd: endOfContent(text, content, span.end) }
}

/** After the last line that is more than a comment in the first column, blank, or the document's end. */
function endOfContent(text: string, from: number, end: number): number {
  let last = from
  for (let at = from; at < end; at = nextLine(text, at)) {
    const line = text.slice(at, Math.min(end, nextLine(text, at)))
    if (line.trim() !== '' && !line.startsWith('#') && !/^\.\.\.\s*$/.test(line))
      last = Math.min(end, nextLine(text, at))
  }
  return last
}

/** The place of the dash whose item begins at `start`, with comments between at most. */
export function dashBefore(text: string, start: number): number | undefined {
  const dash = /-[ \t]*(?:#[^\n]*)?(?:\r?\n[ \t]*(?:#[^\n]*)?)*$/.exec(text.slice(Math.max(0, start - 2000), start))
  return dash ? start - dash[0].length : undefined
}
