import type { Edit, Splice } from '../core/model/edit.ts'
import type { WrittenSpan } from './history-entry.ts'

/** Above so many spans of one file it is shown as one, from the first to the last. */
const MOST_SPANS = 200

/**
 * Where `edits`, applied one after the other, have written, in the text they lead to; ascending within a file. A created
 * file is new as a whole and has none.
 */
export function writtenSpans(edits: readonly Edit[]): readonly WrittenSpan[] {
  const spans = new Map<string, readonly Span[]>()
  for (const edit of edits) {
    if (edit.kind === 'splice') spans.set(edit.file, writeSplice(spans.get(edit.file) ?? [], edit))
    else if (edit.kind === 'deleteFile') spans.delete(edit.file)
    else if (edit.kind === 'renameFile') {
      spans.set(edit.to, spans.get(edit.file) ?? [])
      if (edit.to !== edit.file) spans.delete(edit.file)
    }
  }
  return [...spans].flatMap(([file, found]) => joinMany(found).map((span) => ({ file, span })))
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Spans before the splice stay, those after it move, those it touches become one with it. */
function writeSplice(spans: readonly Span[], { start, end, text }: Splice): readonly Span[] {
  const growth = text.length - (end - start)
  const before = spans.filter((span) => span.end < start)
  const after = spans.filter((span) => span.start > end)
  const touched = spans.slice(before.length, spans.length - after.length)
  const from = Math.min(start, ...touched.map((span) => span.start))
  const to = Math.max(end, ...touched.map((span) => span.end)) + growth
  const moved = after.map((span) => ({ start: span.start + growth, end: span.end + growth }))
  return [...before, { start: from, end: to }, ...moved]
}

function joinMany(spans: readonly Span[]): readonly Span[] {
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last || spans.length <= MOST_SPANS) return spans
  return [{ start: first.start, end: last.end }]
}
