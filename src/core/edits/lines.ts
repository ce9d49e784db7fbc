import { columnOf } from './outline.ts'
import type { TextSplice } from './splices.ts'
import { lineBreakAt } from './text-style.ts'

/** The start of the line after the one `offset` stands on, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length : newline + 1
}

/**
 * Where new lines go that follow content ending at `end`: after its line and after the comment lines below it that
 * stand deeper than `column`, which belong to that content. Comments at `column` or less belong to what follows.
 */
export function afterContent(text: string, end: number, column: number): number {
  let at = nextLine(text, end)
  while (at < text.length) {
    const comment = /^([ \t]*)#/.exec(text.slice(at, at + 400))
    if (!comment || (comment[1] ?? '').length <= column) break
    at = nextLine(text, at)
  }
  return at
}

/** The start of the line above the one that starts at `start`; 0 for the first line. Searching from below 0 would find a break at 0. */
export function lineAbove(text: string, start: number): number {
  return start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1
}

/**
 * Where the comment lines begin that stand directly above the line starting at `start`, at `column` as it does: they
 * describe it. `start` itself where there are none; a blank line sets comments apart from what follows.
 */
export function commentsAbove(text: string, start: number, column: number): number {
  let at = start
  while (at > 0) {
    const above = lineAbove(text, at)
    const comment = /^([ \t]*)#/.exec(text.slice(above, at))
    if (!comment || (comment[1] ?? '').length !== column) break
    at = above
  }
  return at
}

/** Puts `lines`, indented by `column`, as whole lines at `at`, which is the start of a line or the end of the text. */
export function putLines(text: string, at: number, column: number, lines: readonly string[]): TextSplice {
  const lineBreak = lineBreakAt(text, at)
  const body = lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join(lineBreak)
  const unended = at > 0 && columnOf(text, at) > 0
  return { start: at, end: at, text: unended ? lineBreak + body : body + lineBreak }
}

/**
 * Takes away the lines from `start` to `end`, and the blank lines above where others follow below; where the text has no
 * line break at its end, those before them too.
 */
export function cutLines(text: string, start: number, end: number): TextSplice {
  const isEnded = end < text.length || text.endsWith('\n')
  const before = isEnded ? 0 : (/(?:\r?\n[ \t]*)+$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0)
  const above = blankBelow(text, end) > 0 ? blankAbove(text, start) : 0
  return { start: start - Math.max(before, above), end, text: '' }
}

/** The length of the blank lines directly above the line that starts at `start`. */
export function blankAbove(text: string, start: number): number {
  let at = start
  while (at > 0) {
    const above = lineAbove(text, at)
    if (text.slice(above, at).trim() !== '') break
    at = above
  }
  return start - at
}

/** The length of the blank lines that begin at `start`. */
export function blankBelow(text: string, start: number): number {
  return /^(?:[ \t]*\r?\n)*/.exec(text.slice(start, start + 400))?.[0].length ?? 0
}
