import { type CaretDraft, type CaretPlace, settleCaret } from './caret-place.ts'
import { type FlowCursor, readFlow } from './loose-flow.ts'
import { createLooseStack, type LooseStack, type Standing } from './loose-stack.ts'
import type { LooseNode } from './loose-tree.ts'

/** A text that is being typed, as far as it can be understood, and what the caret stands in. */
export interface LooseReading {
  readonly root: LooseNode | undefined
  /** Undefined in comments, in block scalars, and where nothing sensible can begin. */
  readonly place: CaretPlace | undefined
  /** Spaces that nested keys, and the dashes of lists, stand to the right; undefined where nothing shows it. */
  readonly keyStep: number | undefined
  readonly dashStep: number | undefined
}

/**
 * Reads the YAML document, or JSON value, around the caret, whatever state it is in: by indentation in block style, by
 * brackets in flow style. Documents before it only show how the author indents.
 */
export function readLoosely(text: string, caret: number): LooseReading {
  const reader: Reader = { text, caret, stack: createLooseStack(), isJson: false }
  const seen: LooseStack[] = [reader.stack]
  for (let at = 0; at <= text.length; ) {
    const line = lineAt(text, at)
    if (!/^(?:---|\.\.\.)(?=\s|$)/.test(line.text)) {
      at = readLine(reader, line)
      continue
    }
    if (caret < line.start) break
    reader.stack = createLooseStack()
    reader.isJson = false
    delete reader.found
    seen.push(reader.stack)
    at = line.end + 1
  }
  const { found, stack } = reader
  return {
    root: stack.root.value,
    place: found && settleCaret(found),
    keyStep: mostFrequent(seen.toReversed().map(({ keySteps }) => keySteps)),
    dashStep: mostFrequent(seen.toReversed().map(({ dashSteps }) => dashSteps)),
  }
}

interface Reader {
  readonly text: string
  readonly caret: number
  stack: LooseStack
  isJson: boolean
  found?: CaretDraft
}

/** What is typed already. */
interface Written {
  readonly start: number
  readonly end: number
}

interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

function lineAt(text: string, start: number): Line {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  return { start, end, text: text.slice(start, end) }
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{},&*!|>%@`-][^\n]*?|-[^\s][^\n]*?)(\s*):(?=\s|$)/

/** Reads one line, and those that belong to it; returns where the next one begins. */
function readLine(reader: Reader, line: Line): number {
  const { stack, caret } = reader
  let at = line.start + (/^ */.exec(line.text)?.[0].length ?? 0)
  let item: Standing | undefined
  while (/^-(?:\s|$)/.test(line.text.slice(at - line.start))) {
    item = stack.begin(at - line.start)
    at += 1 + (/^ */.exec(line.text.slice(at + 1 - line.start))?.[0].length ?? 0)
  }
  const content = withoutComment(line.text.slice(at - line.start))
  if (content === '') noteOpen(reader, line, { at: caret, end: caret, from: item ? at : line.start, item })
  if (content === '' || /^[\]}]/.test(content)) return line.end + 1
  const [whole, written = '', gap = ''] = KEY.exec(content) ?? []
  if (whole === undefined) return readWords(reader, line, { at, content, item })
  const column = at - line.start
  const entered = stack.enter(column, unquote(written))
  const keyEnd = at + written.length
  if (isIn(caret, at, keyEnd)) noteKey(reader, { ...entered, start: at, end: keyEnd, column })
  const colonEnd = keyEnd + gap.length + 1
  return readRest(reader, line, { standing: entered, from: colonEnd, margin: column })
}

/** What stands after a colon. */
function readRest(
  reader: Reader,
  line: Line,
  { standing, from, margin }: { readonly standing: Standing; readonly from: number; readonly margin: number },
): number {
  const { text, caret } = reader
  const rest = text.slice(from, line.end)
  const at = from + (/^\s*/.exec(rest)?.[0].length ?? 0)
  const content = withoutComment(text.slice(at, line.end))
  if (content === '') {
    if (isIn(caret, from, line.end) && !rest.slice(0, caret - from).includes('#'))
      noteValue(reader, standing, { start: caret, end: caret, needsSpace: caret === from })
    return line.end + 1
  }
  if (/^[|>]/.test(content)) return skipBlockText(text, line.end + 1, margin)
  if (/^[[{]/.test(content)) return readBrackets(reader, standing, at, margin)
  standing.slot.value = { kind: 'scalar', text: unquote(content) }
  if (isIn(caret, at, at + content.length)) noteValue(reader, standing, { start: at, end: at + content.length })
  return line.end + 1
}

/** A line without a colon: brackets, a word of a list, or something that is only beginning. */
function readWords(
  reader: Reader,
  line: Line,
  { at, content, item }: { readonly at: number; readonly content: string; readonly item: Standing | undefined },
): number {
  const column = at - line.start
  const standing = item ?? reader.stack.peek(column)
  if (/^[[{]/.test(content)) return readBrackets(reader, standing, at, column === 0 ? -1 : column - 1)
  const end = at + content.length
  if (isIn(reader.caret, at, end)) noteOpen(reader, line, { at, end, from: at, item })
  else if (item) item.slot.value = { kind: 'scalar', text: unquote(content) }
  return line.end + 1
}

/** Reads brackets and goes on with the line after the one they end on. */
function readBrackets(reader: Reader, { slot, steps }: Standing, at: number, margin: number): number {
  const { text, caret, isJson } = reader
  const cursor: FlowCursor = { text, at, caret, margin, isJson }
  readFlow(cursor, slot, steps)
  reader.isJson = cursor.isJson
  if (cursor.found) reader.found ??= cursor.found
  return lineAt(text, cursor.at).end + 1
}

function skipBlockText(text: string, from: number, margin: number): number {
  let at = from
  while (at < text.length) {
    const line = lineAt(text, at)
    const indent = /^ */.exec(line.text)?.[0].length ?? 0
    if (line.text.trim() !== '' && indent <= margin) return at
    at = line.end + 1
  }
  return at
}

interface Opening {
  readonly at: number
  readonly end: number
  /** Before it on the line the caret stands in something else. */
  readonly from: number
  readonly item: Standing | undefined
}

/** A caret on a line that says nothing yet, or only begins to. */
function noteOpen(reader: Reader, line: Line, { at, end, from, item }: Opening): void {
  const { text, caret, stack } = reader
  if (!isIn(caret, from, line.end) || /\S/.test(text.slice(Math.min(from, at), at))) return
  const column = at - line.start
  const { slot, steps, isKey } = item ? { ...item, isKey: false } : stack.peek(column)
  const needsSpace = text[at - 1] === '-'
  const draft = { steps, slot, start: at, end, column, manner: 'block', hasColon: false, needsSpace } as const
  reader.found ??= { role: isKey ? 'key' : 'open', ...draft }
}

function noteKey(
  reader: Reader,
  { slot, start, end, column }: ReturnType<LooseStack['enter']> & Written & { readonly column: number },
): void {
  const owner = reader.stack.peek(column)
  const draft = { steps: owner.steps, slot: owner.slot, entry: slot, start, end, column } as const
  reader.found ??= { role: 'key', ...draft, manner: 'block', hasColon: true, needsSpace: false }
}

function noteValue(
  reader: Reader,
  { slot, steps }: Standing,
  { start, end, needsSpace = false }: Written & { readonly needsSpace?: boolean },
): void {
  const draft = { steps, slot, start, end, column: -1, manner: 'block', hasColon: false, needsSpace } as const
  reader.found ??= { role: 'value', ...draft }
}

function isIn(caret: number, start: number, end: number): boolean {
  return start <= caret && caret <= end
}

/** A line without the comment at its end and the blanks before it. */
function withoutComment(content: string): string {
  if (content.startsWith('#')) return ''
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(content)?.[0] ?? ''
  const comment = content.slice(quoted.length).search(/\s#/)
  return (comment < 0 ? content : content.slice(0, quoted.length + comment)).trimEnd()
}

function unquote(text: string): string {
  const inner = /^"(.*?)"?$/.exec(text)?.[1] ?? /^'(.*?)'?$/.exec(text)?.[1]
  return inner ?? text
}

/** Of the first list that is not empty; the smallest of those that come equally often. */
function mostFrequent(lists: readonly (readonly number[])[]): number | undefined {
  const list = lists.find((one) => one.length > 0)
  if (!list) return undefined
  const countOf = (number: number) => list.filter((one) => one === number).length
  return [...new Set(list)].sort((a, b) => countOf(b) - countOf(a) || a - b)[0]
}
