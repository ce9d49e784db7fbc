/** Line and column of an offset, both counted from 1; CR, LF and CRLF end lines. */
export function toLineColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (const { index } of text.matchAll(/\r\n|\r|\n/g)) {
    const next = index + (text.startsWith('\r\n', index) ? 2 : 1)
    if (next > offset) break
    line += 1
    start = next
  }
  return { line, column: offset - start + 1 }
}
