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
