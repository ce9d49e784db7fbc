import type { Span } from '../model/diagnostic.ts'
import { splitDocuments } from './split-documents.ts'

/** How two texts of one file stand to each other: equal at both ends, another in between. */
export interface TextChange {
  /** Characters at the beginning that are equal. */
  readonly head: number
  /** Characters at the end that are equal; they have none in common with those of the beginning. */
  readonly tail: number
  /** How far what is equal at the end has moved. */
  readonly by: number
}

/** How the documents of a changed text are cut. */
export interface SplitAround {
  /** Documents at both ends that are cut as they were, those at the end perhaps moved. */
  readonly head: number
  readonly tail: number
  /** Those between. */
  readonly between: readonly Span[]
}

/** Characters compared at once. */
const CHUNK = 4096

export function findTextChange(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length)
  // Comparing slices is a comparison of memory; `startsWith` goes character by character.
  const head = countEqual(
    most,
    (from, length) => before.slice(from, from + length) === after.slice(from, from + length),
  )
  const tail = countEqual(most - head, (from, length) => {
    const [end, other] = [before.length - from, after.length - from]
    return before.slice(end - length, end) === after.slice(other - length, other)
  })
  return { head, tail, by: after.length - before.length }
}

/** How many of `most` characters are equal, found chunk by chunk and then by halves. */
function countEqual(most: number, isEqual: (from: number, length: number) => boolean): number {
  let count = 0
  let step = CHUNK
  while (step > 0 && count < most) {
    const length = Math.min(step, most - count)
    if (isEqual(count, length)) count += length
    else if (length === 1) break
    else step = length >> 1
  }
  return count
}

/** What is around a document can say how it is cut: its marker, a line's end, a byte order mark. */
const MARGIN = 8

/**
 * The documents of `text`, of those before a change and what the change was: only what is not well away from it is split
 * again. Undefined where that tells nothing of the rest.
 */
export function splitAround(
  before: readonly Span[],
  text: string,
  { head, tail, by }: TextChange,
): SplitAround | undefined {
  const end = text.length - by - tail
  let first = 0
  while (first < before.length && (before[first] as Span).end + MARGIN <= head) first += 1
  let last = before.length
  while (last > first && (before[last - 1] as Span).start - MARGIN >= end) last -= 1
  // Comments that are all that is left after a document belong to it, and a document without content to the next one.
  first = Math.max(0, first - 1)
  const [from, next] = [before[first]?.start ?? 0, before[last]]
  const to = next ? next.end + by : text.length
  const spans = splitDocuments(text.slice(from, to)).map((span) => moveSpan(span, from))
  if (!next) return { head: first, tail: 0, between: spans }
  const again = spans.at(-1)
  if (again?.start !== next.start + by || again.end !== to) return undefined
  return { head: first, tail: before.length - last, between: spans.slice(0, -1) }
}

export function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}
