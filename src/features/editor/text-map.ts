import type { Splice } from '../../core/model/edit.ts'

/*
 * The editor sees a text with one kind of line ending and without a byte order mark; the file keeps every byte it came
 * with. Line n of one is line n of the other, so places map exactly, and an edit becomes a splice that touches only
 * what was edited.
 */

/** How offsets of a file's text relate to offsets of the editor's. */
export interface TextMap {
  /** 1 when the file starts with a byte order mark. */
  readonly mark: 0 | 1
  /** Editor offsets of the line ends that are two characters long in the file, ascending. */
  readonly pairs: readonly number[]
}

/** A replacement as the editor reports it. */
export interface EditorChange {
  readonly rangeOffset: number
  readonly rangeLength: number
  readonly text: string
}

const MARK = '\uFEFF'

/** What the editor shows of a file. */
export function toEditorText(text: string): string {
  const unmarked = text.startsWith(MARK) ? text.slice(1) : text
  return unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, '\n') : unmarked
}

export function createTextMap(text: string): TextMap {
  const mark = text.startsWith(MARK) ? 1 : 0
  const pairs: number[] = []
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) pairs.push(at - mark - pairs.length)
  return { mark, pairs }
}

/** The length of the editor's text for a file of `length` characters. */
export function editorLength({ mark, pairs }: TextMap, length: number): number {
  return length - mark - pairs.length
}

export function toTextOffset({ mark, pairs }: TextMap, offset: number): number {
  return offset + mark + countBelow(pairs.length, (index) => (pairs[index] ?? 0) < offset)
}

/** An offset inside a line ending of two characters maps to the line's end. */
export function toEditorOffset({ mark, pairs }: TextMap, offset: number): number {
  const before = countBelow(pairs.length, (index) => (pairs[index] ?? 0) + index + mark < offset)
  const last = pairs[before - 1]
  const shifted = Math.max(0, offset - mark - before)
  return last !== undefined && last + before - 1 + mark + 1 === offset ? last : shifted
}

/**
 * The changes of one editor event (their ranges all in the text before it) as splices that apply one after the other.
 * New lines end as the line they are put into does.
 */
export function toSplices(file: string, text: string, changes: readonly EditorChange[]): readonly Splice[] {
  const map = createTextMap(text)
  const lastFirst = [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset)
  let current = text
  return lastFirst.map((change) => {
    const start = toTextOffset(map, change.rangeOffset)
    const end = toTextOffset(map, change.rangeOffset + change.rangeLength)
    const written = toEditorText(change.text).replaceAll('\n', lineEndAt(text, start))
    const splice: Splice = { kind: 'splice', file, start, end, text: keepApart(current, start, end, written) }
    if (changes.length > 1) current = current.slice(0, start) + splice.text + current.slice(end)
    return splice
  })
}

/** The smallest replacement that makes `after` of `before` without cutting a character in two. */
export function smallestChange(before: string, after: string): EditorChange {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1
  let tail = 0
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1
  if (isHighSurrogate(before.charCodeAt(head - 1))) head -= 1
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) tail -= 1
  return { rangeOffset: head, rangeLength: before.length - head - tail, text: after.slice(head, after.length - tail) }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}

/** A lone CR that comes to stand before a lone LF would become one line end with it: a CR more keeps them two. */
function keepApart(text: string, start: number, end: number, written: string): string {
  const before = text[start - 1]
  const after = text[end]
  if (written === '') return before === '\r' && after === '\n' ? '\r' : ''
  const head = before === '\r' && written.startsWith('\n') ? '\r' : ''
  const tail = written.endsWith('\r') && after === '\n' ? '\r' : ''
  return head + written + tail
}

/** The line end of the line at `offset`, of the line before it when it is the last, `\n` when there is none. */
function lineEndAt(text: string, offset: number): string {
  const next = nextLineEnd(text, offset)
  if (next) return next
  if (text[offset - 1] === '\n') return text[offset - 2] === '\r' ? '\r\n' : '\n'
  const before = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1))
  if (offset === 0 || before < 0) return '\n'
  if (text[before] === '\r') return '\r'
  return text[before - 1] === '\r' ? '\r\n' : '\n'
}

function nextLineEnd(text: string, offset: number): string | undefined {
  for (let at = offset; at < text.length; at += 1) {
    if (text[at] === '\n') return '\n'
    if (text[at] === '\r') return text[at + 1] === '\n' ? '\r\n' : '\r'
  }
  return undefined
}

/** How many of `count` ascending things hold `isBelow`. */
function countBelow(count: number, isBelow: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBelow(middle)) low = middle + 1
    else high = middle
  }
  return low
}
