export interface LineColumn {
  readonly line: number
  readonly column: number
}

/** So many lines apart it is remembered where one begins: of a dump of millions of lines not every one. */
const STRIDE = 32

/**
 * Tells line and column of an offset in `text`, both counted from 1; CR, LF and CRLF end lines. Lines are counted only
 * as far as somebody has asked: those of a large dump take longer than the answer that names one of its first.
 */
export function lineFinder(text: string): (offset: number) => LineColumn {
  const [hasFeeds, hasCarriages] = [text.includes('\n'), text.includes('\r')]
  const marks = [0]

  /** Where the line after the one at `from` begins; never, for the last. */
  const nextStart = (from: number): number => {
    const feed = hasFeeds ? text.indexOf('\n', from) : -1
    const carriage = hasCarriages ? text.slice(from, feed < 0 ? text.length : feed).indexOf('\r') : -1
    // Before an LF it ends nothing: the LF does.
    if (carriage >= 0 && from + carriage + 1 !== feed) return from + carriage + 1
    return feed < 0 ? Number.POSITIVE_INFINITY : feed + 1
  }

  return (offset) => {
    const mark = lastBefore(marks, offset)
    let line = mark * STRIDE
    let start = marks[mark] ?? 0
    for (let next = nextStart(start); next <= offset; next = nextStart(next)) {
      line += 1
      start = next
      if (line === marks.length * STRIDE) marks.push(start)
    }
    return { line: line + 1, column: offset - start + 1 }
  }
}

/** Index of the last of `starts`, which ascend from 0, that is not behind `offset`. */
function lastBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
