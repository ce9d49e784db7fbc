import { type LeanLines, refuse } from './lean-lines.ts'

/**
 * Reads the block scalar whose `|` or `>` is at `at`, inside a node of column `column`; leaves `lines` before the line
 * that ends it, so that `advance` finds what follows. Folded text with deeper lines and text that ends with the file
 * are refused.
 */
export function readBlockScalar(lines: LeanLines, at: number, column: number): string {
  const { text } = lines
  const header = HEADER.exec(readWord(lines, at))
  if (!header) return refuse()
  const [, style, chompBefore, digitAfter, digitBefore, chompAfter] = header
  const digit = digitAfter ?? digitBefore
  const content = readContent(lines, column, digit === undefined ? undefined : column + Number(digit))
  if (lines.next >= text.length && !text.endsWith('\n')) refuse()
  const blanks = content.length - 1 - content.findLastIndex((line) => line !== '')
  const body = content.slice(0, content.length - blanks)
  return (style === '|' ? body.join('\n') : fold(body)) + chomp(body.length > 0, blanks, chompBefore ?? chompAfter)
}

const HEADER = /^([|>])(?:([-+])([1-9])?|([1-9])([-+])?)?$/

/** The header itself, without the comment that may follow it. */
function readWord(lines: LeanLines, at: number): string {
  let end = at
  while (!lines.isSpaceOrEnd(end)) end += 1
  return lines.isBlankFrom(end) ? lines.text.slice(at, end) : refuse()
}

/** The lines of the scalar without their indentation, blank ones empty. */
function readContent(lines: LeanLines, column: number, given: number | undefined): string[] {
  const content: string[] = []
  let indent = given
  let widestBlank = 0
  while (lines.next < lines.text.length) {
    const start = lines.next
    lines.step()
    if (lines.at === lines.end) {
      if (indent !== undefined && lines.indent > indent) refuse()
      widestBlank = Math.max(widestBlank, lines.indent)
      content.push('')
      continue
    }
    if (indent === undefined && lines.indent > column) {
      indent = lines.indent
      if (widestBlank > indent) refuse()
    }
    if (indent === undefined || lines.indent < indent) {
      lines.next = start
      break
    }
    content.push(lines.text.slice(start + indent, lines.end))
  }
  return content
}

function fold(content: readonly string[]): string {
  let folded = ''
  let glue = ''
  for (const line of content) {
    if (line.startsWith(' ')) refuse()
    if (line === '') glue = glue === ' ' ? '\n' : `${glue}\n`
    else {
      folded += glue + line
      glue = ' '
    }
  }
  return folded
}

/** The line breaks at the end: of the last line, and of the blank ones after it. */
function chomp(hasBody: boolean, blanks: number, style: string | undefined): string {
  if (style === '-') return ''
  const own = hasBody ? 1 : 0
  return '\n'.repeat(style === '+' ? own + blanks : own)
}
