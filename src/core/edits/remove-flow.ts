import { commentsIn } from './comments-in.ts'
import { commentsAbove, nextLine } from './lines.ts'
import { columnOf, type Outline } from './outline.ts'
import type { TextSplice } from './splices.ts'
import { isFirstOnLine, lineBreakAt, lineIndent } from './text-style.ts'

/** Neighbouring entries, both ends included. */
export interface Run {
  readonly first: number
  readonly last: number
}

/**
 * What becomes of comments that describe what is removed: they go with it, or stay on lines of their own because something
 * takes its place.
 */
export type OwnComments = 'go' | 'stay'

/**
 * Takes neighbouring entries out of a collection in brackets, with the comma that separated them. Comments of others
 * stay.
 */
export function removeFlowRun(text: string, target: Outline, run: Run, own: OwnComments = 'go'): TextSplice {
  const lines = own === 'go' ? ownLines(text, target, run) : undefined
  return lines ?? removeBetween(text, target, run, own)
}

/** Entries on lines of their own, with the comments that describe them; undefined where there are none. */
function ownLines(text: string, target: Outline, run: Run): TextSplice | undefined {
  const [from, to] = endsOf(target, run)
  const line = from - columnOf(text, from)
  const start = commentsAbove(text, line, columnOf(text, from))
  const behind = /^[ \t]*,?[ \t]*(#[^\r\n]*)?(?=\r?\n)/.exec(text.slice(to, target.end))
  if (!isFirstOnLine(text, from) || !behind) return undefined
  const hasComments = start < line || behind[1] !== undefined || commentsIn(text, target, from, to).length > 0
  if (!hasComments) return undefined
  const before = target.entries[run.first - 1]
  const isLast = run.last === target.entries.length - 1
  if (isLast && before && /^\s*,\s*$/.test(text.slice(before.end, start)))
    return { start: before.end, end: to + behind[0].length, text: '' }
  return { start, end: nextLine(text, to), text: '' }
}

function removeBetween(text: string, target: Outline, run: Run, own: OwnComments): TextSplice {
  const before = target.entries[run.first - 1]
  const next = target.entries[run.last + 1]
  const [from, to] = endsOf(target, run)
  const keep = (end: number) => {
    const lineBreak = lineBreakAt(text, from)
    return commentsIn(text, target, own === 'go' ? to : from, end)
      .map((comment) => `${comment}${lineBreak}${lineIndent(text, from)}`)
      .join('')
  }
  if (next) return { start: from, end: next.start, text: keep(next.start) }
  const isPlain =
    before &&
    commentsIn(text, target, before.end, from).length === 0 &&
    (own === 'go' || commentsIn(text, target, from, to).length === 0)
  if (isPlain) return { start: before.end, end: to, text: '' }
  const comma = /^(?:\s)*,/.exec(text.slice(to, target.end))?.[0].length ?? 0
  const kept = keep(to + comma)
  if (before || kept !== '') return { start: from, end: to + comma, text: kept }
  const rest = text.slice(to + comma, target.end - 1)
  const lead = text.slice(target.start + 1, from)
  const isBare = rest.trim() === '' && lead.trim() === ''
  return isBare
    ? { start: target.start + 1, end: target.end - 1, text: '' }
    : { start: from, end: to + comma, text: '' }
}

function endsOf({ entries }: Outline, { first, last }: Run): readonly [number, number] {
  return [entries[first]?.start ?? 0, entries[last]?.end ?? 0]
}
