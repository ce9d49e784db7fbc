import { dashBefore, documentAt } from './document-span.ts'
import { insertDocumentText, spaceBeside } from './insert-resource.ts'
import { afterContent, commentsAbove, nextLine } from './lines.ts'
import { columnOf, type ItemSource, readOutline } from './outline.ts'
import type { TextSplice } from './splices.ts'
import { isFirstOnLine, lineBreakAt } from './text-style.ts'

/** Sources of one text, in its order; what is copied goes behind the last one. */
type Originals = readonly ItemSource[]

/** Writes the YAML documents that `originals` stand in once more, byte for byte with their comments. */
export function copyDocuments(originals: Originals): TextSplice | undefined {
  const last = originals.at(-1)
  if (!last) return undefined
  const { text } = last
  const { start, end } = documentAt(text, last.start)
  const lineBreak = lineBreakAt(text, end)
  const bodies = originals.map((original) => bodyOf(text, original.start))
  return insertDocumentText({ text, start, end }, bodies.join(`${lineBreak}---${lineBreak}`))
}

/** A document without its `---` and its last line break. */
function bodyOf(text: string, at: number): string {
  const { ownStart, ownEnd } = documentAt(text, at)
  const own = text.slice(ownStart, ownEnd)
  const body = /^---[ \t]*\r?\n/.test(own) ? own.slice(nextLine(own, 0)) : own.replace(/^---[ \t]+/, '')
  return body.replace(/\r?\n$/, '')
}

/** Writes items of a list, in block style or in brackets, once more. Undefined as {@link readOutline}. */
export function copyListItems(originals: Originals): TextSplice | undefined {
  const outlines = originals.map((original) => readOutline(original))
  const last = outlines.at(-1)
  const text = originals[0]?.text ?? ''
  if (!last || outlines.some((outline) => outline === undefined)) return undefined
  if (dashBefore(text, last.start) === undefined) return putBehind(originals, false)
  const lines = outlines.map((outline) => outline && linesOf(text, outline))
  const own = lines.flatMap((one) => (one ? [text.slice(one.start, one.end)] : []))
  const at = lines.at(-1)?.end
  if (at === undefined || own.length < originals.length) return undefined
  const lineBreak = lineBreakAt(text, at)
  const ended = own.map((one) => (one.endsWith('\n') ? one : one + lineBreak)).join('')
  const isEnded = text.slice(0, at).endsWith('\n')
  return { start: at, end: at, text: isEnded ? ended : lineBreak + ended.slice(0, -lineBreak.length) }
}

/** The lines of an item in block style, with the comments that describe it. */
function linesOf(text: string, outline: { readonly start: number; readonly end: number }) {
  const dash = dashBefore(text, outline.start)
  if (dash === undefined || !isFirstOnLine(text, dash)) return undefined
  const column = columnOf(text, dash)
  return { start: commentsAbove(text, dash - column, column), end: afterContent(text, outline.end, column) }
}

/** Writes values of a stream of JSON values once more, on lines of their own. */
export function copyJsonValues(originals: Originals): TextSplice | undefined {
  return putBehind(originals, true)
}

/** Values in brackets, each with the white space that sets the last one off from others. */
function putBehind(originals: Originals, isStream: boolean): TextSplice | undefined {
  const outlines = originals.map((original) => readOutline(original))
  const last = outlines.at(-1)
  const text = originals[0]?.text ?? ''
  if (!last || outlines.some((outline) => outline === undefined)) return undefined
  const space = `${isStream ? '' : ','}${spaceBeside(text, last, isStream)}`
  const copies = outlines.flatMap((outline) => (outline ? [space + text.slice(outline.start, outline.end)] : []))
  return { start: last.end, end: last.end, text: copies.join('') }
}
