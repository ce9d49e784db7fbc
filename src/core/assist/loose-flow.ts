import type { CaretDraft } from './caret-place.ts'
import type { LooseEntry, LooseNode, LooseSlot, Steps } from './loose-tree.ts'

/** Where a reader stands in a text; it moves `at` on. */
export interface FlowCursor {
  readonly text: string
  at: number
  readonly caret: number
  /** The column of the key that the brackets belong to: lines that stand no deeper do not belong to them. */
  readonly margin: number
  /** Whether a key was written in double quotes, as in JSON. */
  isJson: boolean
  found?: CaretDraft
}

/** Reads what begins with a bracket at the cursor, as far as it goes, into `slot`. */
export function readFlow(cursor: FlowCursor, slot: LooseSlot, steps: Steps): void {
  const opening = cursor.text[cursor.at]
  if (opening === '{') readMap(cursor, slot, steps)
  else if (opening === '[') readList(cursor, slot, steps)
  else readWord(cursor, slot, steps)
}

function readMap(cursor: FlowCursor, slot: LooseSlot, steps: Steps): void {
  const entries: LooseEntry[] = []
  slot.value = { kind: 'map', column: -1, entries }
  cursor.at += 1
  while (!passGap(cursor, '}', (start, end) => note(cursor, { role: 'key', steps, slot, start, end }))) {
    const start = cursor.at
    const { text, isQuoted } = readToken(cursor)
    if (isQuoted) cursor.isJson = true
    const end = cursor.at
    const entry: LooseEntry = { key: text }
    const hasColon = skipColon(cursor)
    if (isIn(cursor.caret, start, end)) note(cursor, { role: 'key', steps, slot, entry, start, end, hasColon })
    else entries.push(entry)
    if (hasColon) readValue(cursor, entry, [...steps, text])
    // A character that begins no key must not hold the reader up.
    if (cursor.at === start) cursor.at += 1
  }
}

function readList(cursor: FlowCursor, slot: LooseSlot, steps: Steps): void {
  const items: LooseSlot[] = []
  slot.value = { kind: 'list', column: -1, items }
  cursor.at += 1
  const fresh = () => [...steps, items.length]
  while (!passGap(cursor, ']', (start, end) => note(cursor, { role: 'value', steps: fresh(), slot: {}, start, end }))) {
    const item: LooseSlot = {}
    const at = fresh()
    items.push(item)
    readFlow(cursor, item, at)
  }
}

/** What follows a colon. */
function readValue(cursor: FlowCursor, entry: LooseEntry, steps: Steps): void {
  const colon = cursor.at
  const isCut = skipSpace(cursor)
  const isEmpty = isCut || ',}]'.includes(cursor.text[cursor.at] ?? ',')
  if (isIn(cursor.caret, colon, cursor.at) && (isEmpty || cursor.caret < cursor.at)) {
    const [start, end] = [cursor.caret, cursor.caret]
    note(cursor, { role: 'value', steps, slot: entry, start, end, needsSpace: start === colon })
  }
  if (!isEmpty) readFlow(cursor, entry, steps)
}

function readWord(cursor: FlowCursor, slot: LooseSlot, steps: Steps): void {
  const start = cursor.at
  const { text } = readToken(cursor)
  // A character that begins nothing here must not hold the reader up.
  if (cursor.at === start) cursor.at += 1
  const value: LooseNode = { kind: 'scalar', text }
  if (isIn(cursor.caret, start, cursor.at)) note(cursor, { role: 'value', steps, slot, start, end: cursor.at })
  slot.value = value
}

/** Moves to the next part of a collection; true when it ends here. A caret on the way is told to `onCaret`. */
function passGap(cursor: FlowCursor, closing: string, onCaret: (start: number, end: number) => void): boolean {
  for (;;) {
    const from = cursor.at
    const isCut = skipSpace(cursor)
    const next = cursor.text[cursor.at]
    const endsHere = isCut || next === undefined || ',]}'.includes(next)
    const { caret } = cursor
    if (isIn(caret, from, cursor.at) && (caret < cursor.at || endsHere)) onCaret(caret, caret)
    if (isCut || next === undefined) return true
    if (next === closing) {
      cursor.at += 1
      return true
    }
    if (next === ']' || next === '}') return true
    if (next !== ',') return false
    cursor.at += 1
  }
}

/** A quoted text, or words up to what ends them in brackets. */
function readToken(cursor: FlowCursor): { readonly text: string; readonly isQuoted: boolean } {
  const rest = cursor.text.slice(cursor.at, cursor.at + LONGEST)
  const quoted = /^(?:"((?:[^"\\\n]|\\.)*)(?:"|(?=\n)|$)|'((?:[^'\n]|'')*)(?:'|(?=\n)|$))/.exec(rest)
  const found = quoted ?? /^(?:[^,[\]{}:#\n"]|:(?![\s,[\]{}]|$)|(?<!\s)#)*/.exec(rest)
  const whole = quoted ? (found?.[0] ?? '') : (found?.[0] ?? '').trimEnd()
  cursor.at += whole.length
  return { text: quoted ? (quoted[1] ?? quoted[2] ?? '') : whole, isQuoted: whole.startsWith('"') }
}

/** Longer words are none. */
const LONGEST = 1000

function skipColon(cursor: FlowCursor): boolean {
  const start = cursor.at
  if (!skipSpace(cursor) && cursor.text[cursor.at] === ':') {
    cursor.at += 1
    return true
  }
  cursor.at = start
  return false
}

/** Past blanks, line breaks and comments; true where a line begins that stands outside of the brackets. */
function skipSpace(cursor: FlowCursor): boolean {
  const gap = /(?:[ \t\r]|#[^\n]*)*/y
  for (;;) {
    gap.lastIndex = cursor.at
    cursor.at += gap.exec(cursor.text)?.[0].length ?? 0
    if (cursor.text[cursor.at] !== '\n') return false
    const [, indent = '', next = ''] =
      /^\n(?:[ \t\r]*\n)*([ \t]*)(---(?=\s|$)|.?)/.exec(cursor.text.slice(cursor.at)) ?? []
    const isOutside = next !== '' && indent.length <= cursor.margin && !']}'.includes(next)
    if (isOutside || (next === '---' && indent === '')) return true
    cursor.at += 1
  }
}

function isIn(caret: number, start: number, end: number): boolean {
  return start <= caret && caret <= end
}

type Noted = Pick<CaretDraft, 'role' | 'steps' | 'slot' | 'start' | 'end'> & Partial<CaretDraft>

/** The first place that holds the caret is the one. */
function note(cursor: FlowCursor, noted: Noted): void {
  const manner = cursor.isJson ? 'json' : 'flow'
  cursor.found ??= { column: -1, manner, hasColon: false, needsSpace: false, ...noted }
}
