import type { JsonValue } from '../model/json.ts'
import { readBlockScalar } from './lean-block-scalar.ts'
import { readFlow } from './lean-flow.ts'
import { isMarker, LeanLines, REFUSED, refuse } from './lean-lines.ts'
import { readQuoted, readQuotedInLine } from './lean-quoted.ts'
import { readKeyText, resolveLean, type Wanted, wantedOf } from './lean-wanted.ts'

/** Tabs, control characters, breaks other than LF and CRLF, and BOMs inside the text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OUTSIDE = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/

const DEEPEST = 100

/**
 * The meaning of one YAML document as `kubectl` and Helm print them, read fast and without places: block mappings and
 * sequences, plain, quoted and block scalars, flow collections on one line. Equals what the exact reader says, or is
 * undefined: for anything else, for anything wrong, and for scalars in names, labels and ports that need a report
 * (YML-2). An empty document is null.
 */
export function readLean(text: string): JsonValue | undefined {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (OUTSIDE.test(body)) return undefined
  try {
    return new LeanReader(body).read()
  } catch (error) {
    if (error === REFUSED) return undefined
    throw error
  }
}

interface FoundKey {
  readonly key: string
  readonly end: number
}

class LeanReader {
  private readonly lines: LeanLines
  private depth = 0

  constructor(text: string) {
    this.lines = new LeanLines(text)
  }

  read(): JsonValue {
    const { lines } = this
    this.skipStart()
    if (lines.indent < 0) return null
    const first = lines.text.charAt(lines.at)
    const isFlow = first === '{' || first === '['
    const value = isFlow ? this.readInline(lines.at, -1, 'any', '') : this.readCollection()
    if (lines.indent >= 0) refuse()
    return value
  }

  private readCollection(): JsonValue {
    return this.isDash() ? this.readSequence() : this.readMapping('', this.findKey(this.lines.at) ?? refuse())
  }

  /** Past comments and `---`. */
  private skipStart(): void {
    const { lines } = this
    while (lines.next < lines.text.length) {
      lines.step()
      if (lines.isBlankFrom(lines.at)) continue
      if (lines.indent > 0 || !isMarker(lines.text, lines.at)) break
      if (!lines.text.startsWith('---', lines.at) || !lines.isBlankFrom(lines.at + 3)) refuse()
      lines.advance()
      return
    }
    if (lines.isBlankFrom(lines.at)) lines.indent = -1
  }

  private isDash(): boolean {
    return this.lines.text.charAt(this.lines.at) === '-' && this.lines.isSpaceOrEnd(this.lines.at + 1)
  }

  private readSequence(): JsonValue {
    const { lines } = this
    const column = lines.indent
    const items: JsonValue[] = []
    this.enter()
    while (lines.indent === column && this.isDash()) items.push(this.readItem(column))
    if (lines.indent > column) refuse()
    this.depth -= 1
    return items
  }

  private readItem(column: number): JsonValue {
    const { lines } = this
    const at = lines.skipSpaces(lines.at + 1)
    if (lines.isBlankFrom(at)) return this.readBelow(column, 'any', '')
    const isNested = lines.text.charAt(at) === '-' && lines.isSpaceOrEnd(at + 1)
    const first = isNested ? undefined : this.findKey(at)
    if (!isNested && first === undefined) return this.readInline(at, column, 'any', '')
    lines.descend(at)
    return first ? this.readMapping('', first) : this.readSequence()
  }

  /** The mapping in the field `parent` whose first key, at the cursor, has been found. */
  private readMapping(parent: string, first: FoundKey): JsonValue {
    const { lines } = this
    const column = lines.indent
    const mapping: Record<string, JsonValue> = {}
    this.enter()
    for (let found = first; ; found = this.findKey(lines.at) ?? refuse()) {
      if (Object.hasOwn(mapping, found.key)) refuse()
      mapping[found.key] = this.readValue(found.end, column, wantedOf(parent, found.key), found.key)
      if (lines.indent !== column || this.isDash()) break
    }
    if (lines.indent > column) refuse()
    this.depth -= 1
    return mapping
  }

  private readValue(after: number, column: number, wanted: Wanted, key: string): JsonValue {
    const { lines } = this
    if (!lines.isBlankFrom(after)) return this.readInline(lines.skipSpaces(after), column, wanted, key)
    lines.advance()
    if (lines.indent === column && this.isDash()) return this.readSequence()
    return lines.indent > column ? this.readOwnLine(column, wanted, key) : resolveLean('', wanted)
  }

  /** The value of an entry whose own line says nothing: on deeper lines below, or null. */
  private readBelow(column: number, wanted: Wanted, key: string): JsonValue {
    this.lines.advance()
    return this.lines.indent > column ? this.readOwnLine(column, wanted, key) : resolveLean('', wanted)
  }

  private readOwnLine(column: number, wanted: Wanted, key: string): JsonValue {
    const { lines } = this
    if (this.isDash()) return this.readSequence()
    const found = this.findKey(lines.at)
    return found ? this.readMapping(key, found) : this.readInline(lines.at, column, wanted, key)
  }

  /** A scalar or flow collection at `at` inside a node of column `column`; moves on to the line after it. */
  private readInline(at: number, column: number, wanted: Wanted, key: string): JsonValue {
    const { lines } = this
    switch (lines.text.charAt(at)) {
      case '|':
      case '>': {
        const value = readBlockScalar(lines, at, column)
        lines.advance()
        return value
      }
      case '"':
      case "'":
        return this.finishLine(readQuoted(lines, at, column))
      case '[':
      case '{':
        return this.finishLine(readFlow(lines, at, key))
      default:
        return resolveLean(this.readPlain(at, column), wanted)
    }
  }

  private finishLine({ value, end }: { readonly value: JsonValue; readonly end: number }): JsonValue {
    if (!this.lines.isBlankFrom(end)) refuse()
    this.lines.advance()
    return value
  }

  /** A plain scalar, its lines folded; moves on to the line after it. */
  private readPlain(at: number, column: number): string {
    const { lines } = this
    if (!canStartPlain(lines, at)) refuse()
    let end = findPlainEnd(lines, at)
    let folded = lines.sliceTrimmed(at, end)
    let glue = ' '
    // A comment ends the scalar; what is deeper after it is an error, which the collection around it sees.
    while (end === lines.end && lines.next < lines.text.length) {
      const start = lines.next
      lines.step()
      if (lines.at === lines.end) {
        glue = glue === ' ' ? '\n' : `${glue}\n`
        continue
      }
      if (lines.indent <= column || lines.text.charAt(lines.at) === '#') {
        lines.next = start
        break
      }
      if (column < 0 || this.isDash() || lines.text.startsWith('? ', lines.at)) refuse()
      end = findPlainEnd(lines, lines.at)
      folded += glue + lines.sliceTrimmed(lines.at, end)
      glue = ' '
    }
    lines.advance()
    return folded
  }

  /** The key at `at` and the offset after its colon; undefined when no key is there. */
  private findKey(at: number): FoundKey | undefined {
    const { lines } = this
    const first = lines.text.charAt(at)
    if (first === '"' || first === "'") {
      const quoted = readQuotedInLine(lines, at)
      const colon = quoted && lines.skipSpaces(quoted.end)
      if (quoted === undefined || colon === undefined || !isColon(lines, colon)) return undefined
      return { key: readKeyText(quoted.value, true), end: colon + 1 }
    }
    if (first === '[' || first === '{') return undefined
    const colon = findColon(lines, at)
    if (colon < 0) return undefined
    if (!canStartPlain(lines, at)) refuse()
    return { key: readKeyText(lines.sliceTrimmed(at, colon), false), end: colon + 1 }
  }

  private enter(): void {
    this.depth += 1
    if (this.depth > DEEPEST) refuse()
  }
}

const COLON = 58
const HASH = 35
const SPACE = 32

/** Whether a plain scalar can begin at `at`. */
function canStartPlain(lines: LeanLines, at: number): boolean {
  const first = lines.text.charAt(at)
  if (first === '-' || first === '?' || first === ':') return !lines.isSpaceOrEnd(at + 1)
  return !',[]{}#&*!|>\'"%@`'.includes(first)
}

/** The end of a plain scalar on its line, before a comment; a `: ` inside is not for the lean reader. */
function findPlainEnd(lines: LeanLines, at: number): number {
  for (let offset = at; offset < lines.end; offset += 1) {
    const code = lines.text.charCodeAt(offset)
    if (code === COLON && lines.isSpaceOrEnd(offset + 1)) refuse()
    if (code === HASH && offset > at && lines.text.charCodeAt(offset - 1) === SPACE) return offset
  }
  return lines.end
}

/** The colon that ends a plain key; -1 when there is none before the end of the line or a comment. */
function findColon(lines: LeanLines, at: number): number {
  for (let offset = at; offset < lines.end; offset += 1) {
    const code = lines.text.charCodeAt(offset)
    if (code === COLON && lines.isSpaceOrEnd(offset + 1)) return offset
    if (code === HASH && offset > at && lines.text.charCodeAt(offset - 1) === SPACE) return -1
  }
  return -1
}

function isColon(lines: LeanLines, at: number): boolean {
  return at < lines.end && lines.text.charCodeAt(at) === COLON && lines.isSpaceOrEnd(at + 1)
}
