import type { Span } from '../model/diagnostic.ts'

/** `---` or `...` in the first column, with a BOM before it where files were joined. */
interface Marker {
  readonly kind: 'start' | 'end'
  /** Of the line, and of the line after it. */
  readonly line: number
  readonly next: number
}

/**
 * The YAML documents of a text (YML-1). A document begins with its comments, directives and `---`, and ends with its
 * `...`; the spans cover the text without gaps. A `---` in the first column always separates, as `kubectl` has it.
 */
export function splitDocuments(text: string): readonly Span[] {
  const spans: Span[] = []
  let start = 0
  let isOpen = false
  for (const { kind, line, next } of findMarkers(text)) {
    const hasBegun = isOpen || holdsContent(text, start, line)
    const boundary = kind === 'start' ? line : next
    if (hasBegun) {
      spans.push({ start, end: boundary })
      start = boundary
    }
    isOpen = kind === 'start'
  }
  if (isOpen || spans.length === 0 || holdsContent(text, start, text.length)) spans.push({ start, end: text.length })
  return coverRest(spans, text.length)
}

/** Blank lines and comments after the last `...` belong to the document before them. */
function coverRest(spans: readonly Span[], end: number): readonly Span[] {
  const last = spans.at(-1)
  return last === undefined || last.end === end ? spans : [...spans.slice(0, -1), { start: last.start, end }]
}

/** The offset of the first content of a document: after blank lines, comments, directives, BOM and `---`. */
export function findContent(text: string, { start, end }: Span): number {
  let offset = skipPrologue(text, start, end)
  const marker = markerAt(text, offset)
  if (marker?.kind !== 'start') return offset
  offset += text.charCodeAt(offset) === BOM ? 4 : 3
  return skipPrologue(text, offset, end)
}

const BOM = 0xfeff
const NEWLINE = 10
const HASH = 35
const PERCENT = 37

function holdsContent(text: string, start: number, end: number): boolean {
  return skipPrologue(text, start, end) < end
}

/** Past blank lines, comments and directives; stops at a BOM only when a marker follows it. */
function skipPrologue(text: string, start: number, end: number): number {
  let offset = start
  while (offset < end) {
    const code = text.charCodeAt(offset)
    const atLineStart = offset === 0 || text.charCodeAt(offset - 1) === NEWLINE || offset === start
    if (code === HASH || (code === PERCENT && atLineStart)) offset = nextLine(text, offset)
    else if (code === BOM && markerAt(text, offset) === undefined) offset += 1
    else if (code === 32 || code === 9 || code === 13 || code === NEWLINE) offset += 1
    else return offset
  }
  return end
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length : newline + 1
}

function findMarkers(text: string): readonly Marker[] {
  const needles = ['\n---', '\n...', ...(text.includes('\uFEFF') ? ['\n\uFEFF---', '\n\uFEFF...'] : [])]
  return [0, ...needles.flatMap((needle) => findLines(text, needle))]
    .sort((a, b) => a - b)
    .flatMap((line) => markerAt(text, line) ?? [])
}

function findLines(text: string, needle: string): readonly number[] {
  const lines: number[] = []
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) lines.push(at + 1)
  return lines
}

/** The marker on the line that begins at `line`. */
function markerAt(text: string, line: number): Marker | undefined {
  if (line > 0 && text.charCodeAt(line - 1) !== NEWLINE) return undefined
  const first = text.charCodeAt(line) === BOM ? line + 1 : line
  const kind = text.startsWith('---', first) ? 'start' : text.startsWith('...', first) ? 'end' : undefined
  if (kind === undefined || !isSpaceOrEnd(text, first + 3)) return undefined
  return { kind, line, next: nextLine(text, first) }
}

function isSpaceOrEnd(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset)
  return Number.isNaN(code) || code === 32 || code === 9 || code === 13 || code === NEWLINE
}
