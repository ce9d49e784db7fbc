const SPACE = 32
const HASH = 35
const NEWLINE = 10
const RETURN = 13

/** Thrown inside the lean reader where its subset ends; never leaves `readLean`. */
export const REFUSED = Symbol('outside the subset of the lean reader')

/** Ends a lean reading. */
export function refuse(): never {
  throw REFUSED
}

/** A cursor over the lines of a text that hold content: blank lines and comments are passed over. */
export class LeanLines {
  readonly text: string
  /** Columns before `at`; -1 when the text has ended. */
  indent = -1
  /** The first character of what is left of this line to read. */
  at = 0
  /** After the last character of this line, and the start of the next. */
  end = 0
  next = 0

  constructor(text: string) {
    this.text = text
  }

  /** Moves to the next line with content; `---` and `...` in the first column end the text. */
  advance(): void {
    while (this.next < this.text.length) {
      this.step()
      if (this.at === this.end || this.text.charCodeAt(this.at) === HASH) continue
      if (this.indent === 0 && isMarker(this.text, this.at)) this.finish()
      return
    }
    this.indent = -1
  }

  /** Moves to the next line, whatever it holds. */
  step(): void {
    const { text } = this
    const start = this.next
    const newline = text.indexOf('\n', start)
    this.end = newline < 0 ? text.length : newline
    this.next = newline < 0 ? text.length : newline + 1
    if (this.end > start && text.charCodeAt(this.end - 1) === RETURN) this.end -= 1
    let at = start
    while (at < this.end && text.charCodeAt(at) === SPACE) at += 1
    this.at = at
    this.indent = at - start
  }

  /** Moves within the line to `at`, which becomes the start of a node in that column. */
  descend(at: number): void {
    this.indent += at - this.at
    this.at = at
  }

  /** Whether only spaces and a comment are left from `at`, which is not inside a scalar. */
  isBlankFrom(at: number): boolean {
    const rest = this.skipSpaces(at)
    return rest >= this.end || (this.text.charCodeAt(rest) === HASH && !isInsideWord(this.text, rest))
  }

  skipSpaces(at: number): number {
    let offset = at
    while (offset < this.end && this.text.charCodeAt(offset) === SPACE) offset += 1
    return offset
  }

  /** The text of `[start, end)` without spaces at its end. */
  sliceTrimmed(start: number, end: number): string {
    let last = end
    while (last > start && this.text.charCodeAt(last - 1) === SPACE) last -= 1
    return this.text.slice(start, last)
  }

  /** Whether `at` is a space or the end of the line. */
  isSpaceOrEnd(at: number): boolean {
    return at >= this.end || this.text.charCodeAt(at) === SPACE
  }

  /** `...` with nothing but comments after it; anything else is for the exact reader. */
  private finish(): void {
    if (!this.text.startsWith('...', this.at) || !this.isBlankFrom(this.at + 3)) refuse()
    while (this.next < this.text.length) {
      this.step()
      if (this.at < this.end && this.text.charCodeAt(this.at) !== HASH) refuse()
    }
    this.indent = -1
  }
}

/** `---` or `...` alone or before white space. */
export function isMarker(text: string, at: number): boolean {
  if (!text.startsWith('---', at) && !text.startsWith('...', at)) return false
  const code = text.charCodeAt(at + 3)
  return Number.isNaN(code) || code === SPACE || code === NEWLINE || code === RETURN
}

/** A `#` begins a comment only at the start of a line or after a space. */
function isInsideWord(text: string, at: number): boolean {
  return at > 0 && text.charCodeAt(at - 1) !== SPACE && text.charCodeAt(at - 1) !== NEWLINE
}
