import type { Span } from '../model/diagnostic.ts'

/** How two texts of one file stand to each other: equal at both ends, another in between. */
export interface TextChange {
  /** Characters at the beginning that are equal. */
  readonly head: number
  /** Characters at the end that are equal; they have none in common with those of the beginning. */
  readonly tail: number
  /** How far what is equal at the end has moved. */
  readonly by: number
}

/** Documents at both ends that are cut as they were. */
export interface UnchangedDocuments {
  readonly head: number
  readonly tail: number
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

/** The documents of the text before and after that the change is well away from. */
export function findUnchanged(
  before: readonly Span[],
  after: readonly Span[],
  { head, tail, by }: TextChange,
  length: number,
): UnchangedDocuments {
  const most = Math.min(before.length, after.length)
  const isSame = (one: Span | undefined, other: Span | undefined, moved: number) =>
    one !== undefined && one.start + moved === other?.start && one.end + moved === other.end
  let first = 0
  while (first < most && isSame(before[first], after[first], 0) && (after[first]?.end ?? 0) + MARGIN <= head) first += 1
  let last = 0
  while (
    last < most - first &&
    isSame(before.at(-1 - last), after.at(-1 - last), by) &&
    (after.at(-1 - last)?.start ?? 0) - MARGIN >= length - tail
  )
    last += 1
  return { head: first, tail: last }
}
