/** A splice of a text whose file is known to the caller. */
export interface TextSplice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Splices of one text that do not overlap, last place first, so that each applies to the text the others left. */
export function orderSplices(splices: readonly TextSplice[]): readonly TextSplice[] {
  return [...splices].sort((a, b) => b.start - a.start || b.end - a.end)
}

/** `text` after `splices`, one after the other. */
export function spliceText(text: string, splices: readonly TextSplice[]): string {
  return splices.reduce((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), text)
}

/** Leaves out what a splice would write again where it stands. */
export function trimSplice(text: string, splice: TextSplice): TextSplice {
  let { start, end, text: put } = splice
  while (start < end && put !== '' && text[end - 1] === put.at(-1)) {
    end -= 1
    put = put.slice(0, -1)
  }
  while (start < end && put !== '' && text[start] === put[0]) {
    start += 1
    put = put.slice(1)
  }
  return { start, end, text: put }
}

/** Splices without what they would write again where it stands, and without those that then do nothing; in order. */
export function leastSplices(text: string, splices: readonly TextSplice[]): readonly TextSplice[] {
  const trimmed = splices.map((splice) => trimSplice(text, splice))
  return orderSplices(trimmed.filter(({ start, end, text: put }) => start < end || put !== ''))
}
