/** A text with its caret: the first `|` of `marked`. */
export function withCaret(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|')
  if (offset < 0) throw new Error('no caret')
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset }
}
