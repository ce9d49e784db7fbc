export interface LineColumn {
  readonly line: number
  readonly column: number
}

/**
 * Tells line and column of an offset in `text`, both counted from 1; CR, LF and CRLF end lines. The text is read once, and
 * only as far as somebody has asked: the lines of a large dump take longer than the answer that names one of its first.
 */
export function lineFinder(text: string): (offset: number) => LineColumn {
  const starts = [0]
  let next = 0
  let feed = -1
  let carriage = -1

  /** Where the line after the one at `from` begins; never behind the last line. */
  const startAfter = (from: number): number => {
    if (feed < from) feed = indexOrNever(text, '\n', from)
    if (carriage < from) carriage = indexOrNever(text, '\r', from)
    return feed === carriage + 1 ? feed + 1 : Math.min(feed, carriage) + 1
  }

  next = startAfter(0)
  return (offset) => {
    for (; next <= offset; next = startAfter(next)) starts.push(next)
    const line = lineAt(starts, offset)
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}

function indexOrNever(text: string, sought: string, from: number): number {
  const index = text.indexOf(sought, from)
  return index < 0 ? Number.POSITIVE_INFINITY : index
}

/** Index of the last of `starts`, which ascend from 0, that is not behind `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
