import { type LeanLines, refuse } from './lean-lines.ts'

const QUOTE = '"'
const BACKSLASH = 92

/** A quoted scalar that ends on its line. */
export interface Quoted {
  readonly value: string
  /** After the closing quote. */
  readonly end: number
}

/** Reads the quoted scalar at `at` within the line; undefined when it does not end there. */
export function readQuotedInLine(lines: LeanLines, at: number): Quoted | undefined {
  const close = findClose(lines.text, at + 1, lines.end, lines.text.charAt(at))
  if (close < 0) return undefined
  return { value: readEscapes(lines.text.slice(at + 1, close), lines.text.charAt(at)), end: close + 1 }
}

/**
 * Reads the quoted scalar at `at`, over several lines if need be, and leaves `lines` on the line where it ends.
 * Continuation lines are indented by more than `column`.
 */
export function readQuoted(lines: LeanLines, at: number, column: number): Quoted {
  const inLine = readQuotedInLine(lines, at)
  if (inLine) return inLine
  const quote = lines.text.charAt(at)
  const folded = new FoldedText(quote)
  folded.add(lines, at + 1, lines.end)
  while (lines.next < lines.text.length) {
    lines.step()
    if (lines.at === lines.end) {
      folded.addBlank()
      continue
    }
    if (lines.indent <= column) refuse()
    const close = findClose(lines.text, lines.at, lines.end, quote)
    folded.add(lines, lines.at, close < 0 ? lines.end : close, close >= 0)
    if (close >= 0) return { value: readEscapes(folded.text, quote), end: close + 1 }
  }
  return refuse()
}

/** Joins the lines of a quoted scalar: one break is a space, n blank lines are n breaks. */
class FoldedText {
  text = ''
  private readonly quote: string
  /** What stands between what came before and the next line. */
  private glue = ''

  constructor(quote: string) {
    this.quote = quote
  }

  addBlank(): void {
    // After an escaped line break, blank lines are rare enough to leave to the exact reader.
    if (this.glue === '') refuse()
    this.glue = this.glue === ' ' ? '\n' : `${this.glue}\n`
  }

  add(lines: LeanLines, start: number, end: number, isLast = false): void {
    this.text += this.glue
    const trimmed = isLast ? lines.text.slice(start, end) : lines.sliceTrimmed(start, end)
    const isEscaped = this.quote === QUOTE && !isLast && isEscapedAt(trimmed, 0, trimmed.length)
    if (isEscaped && trimmed.length < end - start) refuse()
    this.text += isEscaped ? trimmed.slice(0, -1) : trimmed
    this.glue = isEscaped ? '' : ' '
  }
}

function findClose(text: string, start: number, end: number, quote: string): number {
  for (let at = start; at < end; at += 1) {
    at = text.indexOf(quote, at)
    if (at < 0 || at >= end) return -1
    if (quote === QUOTE) {
      if (!isEscapedAt(text, start, at)) return at
    } else if (text.charAt(at + 1) !== quote || at + 1 >= end) return at
    else at += 1
  }
  return -1
}

function isEscapedAt(text: string, start: number, at: number): boolean {
  let backslashes = 0
  while (at - backslashes > start && text.charCodeAt(at - backslashes - 1) === BACKSLASH) backslashes += 1
  return backslashes % 2 === 1
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}

function readEscapes(text: string, quote: string): string {
  if (quote !== QUOTE) return text.includes("''") ? text.replaceAll("''", "'") : text
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.)|$)/gsu, (_, byte, unit, letter) => {
    if (letter !== undefined) return ESCAPES[letter] ?? refuse()
    const code = Number.parseInt(byte ?? unit ?? '', 16)
    // Halves of surrogate pairs mean different things to different readers.
    return Number.isNaN(code) || (code >= 0xd800 && code <= 0xdfff) ? refuse() : String.fromCharCode(code)
  })
}
