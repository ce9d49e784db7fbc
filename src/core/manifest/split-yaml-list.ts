import type { Span } from '../model/diagnostic.ts'
import { readLean } from './lean-reader.ts'

/** The top level of a block YAML document, and of the items of its `items`, as the lines show them. */
export interface YamlOutline {
  /** What stands after `kind:` and `apiVersion:` at the top level. */
  readonly kinds: readonly string[]
  readonly apiVersions: readonly string[]
  /** Present when the document can be read item by item: a plain frame around one block sequence of mappings. */
  readonly items?: readonly YamlItem[]
}

export interface YamlItem extends Span {
  /** The column of `start`. */
  readonly indent: number
  readonly kinds: readonly string[]
}

interface OpenItem {
  readonly start: number
  readonly indent: number
  readonly kinds: string[]
  end: number
}

/** Looks once at the beginning of every line of the document `[start, end)`, whose content begins at `content`. */
export function outlineYaml(text: string, start: number, content: number, end: number): YamlOutline {
  const scan = new LineScan(text, end)
  for (let line = content; line < end; line = scan.next) scan.readLine(line)
  const { kinds, apiVersions, items } = scan
  const isSplit = !scan.isOdd && items.length > 0 && items.every(({ indent }) => indent > 0)
  if (!isSplit || !isFramePlain(text, start, end, scan) || sharesAnchors(text, start, end, items))
    return { kinds, apiVersions }
  return { kinds, apiVersions, items }
}

const SPACE = 32
const HASH = 35
const DASH = 45
const LOWER_K = 107

/** What has been seen of a document's lines so far. */
class LineScan {
  readonly kinds: string[] = []
  readonly apiVersions: string[] = []
  readonly items: OpenItem[] = []
  /** Something that a plain list has not: the document is left whole. */
  isOdd = false
  /** The start of the line after the one read last. */
  next = 0
  /** Around the items: the end of the `items:` line and the start of the line after the sequence. */
  itemsStart = -1
  itemsEnd = -1
  private readonly text: string
  private readonly end: number
  /** The column of the dashes; -1 outside the sequence, -2 before its first. */
  private column = -1

  constructor(text: string, end: number) {
    this.text = text
    this.end = end
  }

  readLine(line: number): void {
    const { text, end } = this
    const newline = text.indexOf('\n', line)
    this.next = newline < 0 || newline >= end ? end : newline + 1
    const item = this.column >= 0 ? this.items.at(-1) : undefined
    if (item && text.charCodeAt(line) === SPACE && isDeeper(text, line, this.column)) {
      this.readItemLine(item, line)
      return
    }
    const column = this.columnOf(line)
    const code = text.charCodeAt(line + column)
    if (line + column >= this.next || code === 10 || code === 13 || code === HASH) return
    if (this.column === -2 && code === DASH) this.column = column
    if (column === this.column && code === DASH && this.isBlankAt(line + column + 1)) this.startItem(line, column)
    else if (column === 0) this.readTopLine(line)
    else if (this.column !== -1) this.isOdd = true
  }

  private readItemLine(item: OpenItem, line: number): void {
    const { text } = this
    item.end = this.next
    if (item.indent < 0) {
      this.startContent(line)
      return
    }
    const at = line + item.indent
    if (text.charCodeAt(at) === LOWER_K && text.startsWith('kind:', at) && isDeeper(text, line, item.indent - 1))
      item.kinds.push(text.slice(at + 5, this.next))
  }

  private startItem(line: number, column: number): void {
    const previous = this.items.at(-1)
    if (previous) previous.end = line
    this.items.push({ start: -1, indent: -1, kinds: [], end: this.next })
    this.startContent(line, column + 1)
  }

  /** Finds where an item's mapping begins: on the line of its dash, or on a later one. */
  private startContent(line: number, after = 0): void {
    const { text } = this
    let offset = line + after
    while (text.charCodeAt(offset) === SPACE) offset += 1
    const code = text.charCodeAt(offset)
    if (offset >= this.next || code === 10 || code === 13 || code === HASH) return
    this.items.pop()
    const indent = offset - line
    this.items.push({ start: offset, indent, kinds: [], end: this.next })
    if (!/[A-Za-z"'{]/.test(text.charAt(offset))) this.isOdd = true
    if (text.startsWith('kind:', offset)) this.items.at(-1)?.kinds.push(text.slice(offset + 5, this.next))
  }

  private readTopLine(line: number): void {
    if (this.column !== -1) this.closeItems(line)
    const written = this.text.slice(line, Math.min(this.next, line + 200))
    const [, key, value = ''] = /^([A-Za-z][\w.-]*):(?:[ \t]+(.*))?\r?\n?$/.exec(written) ?? []
    if (key === 'kind') this.kinds.push(value)
    else if (key === 'apiVersion') this.apiVersions.push(value)
    else if (key === 'items') this.openItems(value)
    else if (key === undefined && !/^(?:[A-Za-z][\w.-]*: |\.\.\.\s)/.test(written)) this.isOdd = true
  }

  private openItems(value: string): void {
    if (this.itemsStart >= 0 || !/^(?:#.*)?$/.test(value.trim())) this.isOdd = true
    this.itemsStart = this.next
    this.itemsEnd = this.end
    this.column = -2
  }

  private closeItems(line: number): void {
    this.column = -1
    this.itemsEnd = line
    const last = this.items.at(-1)
    if (last) last.end = line
  }

  private columnOf(line: number): number {
    let column = 0
    while (this.text.charCodeAt(line + column) === SPACE) column += 1
    return column
  }

  private isBlankAt(offset: number): boolean {
    const code = this.text.charCodeAt(offset)
    return offset >= this.next || code === SPACE || code === 10 || code === 13
  }
}

/** Whether a line is indented by more than `column` spaces. */
function isDeeper(text: string, line: number, column: number): boolean {
  for (let offset = line; offset <= line + column; offset += 1) if (text.charCodeAt(offset) !== SPACE) return false
  return true
}

/** Whether the list without its items is something the lean reader understands. */
function isFramePlain(text: string, start: number, end: number, scan: LineScan): boolean {
  return readLean(text.slice(start, scan.itemsStart) + text.slice(scan.itemsEnd, end)) !== undefined
}

/** Whether an item may use an anchor that another item or the frame defines: the document is then left whole. */
function sharesAnchors(text: string, start: number, end: number, items: readonly Span[]): boolean {
  const body = text.slice(start, end)
  const aliases = findMarks(body, '*')
  if (aliases.length === 0) return false
  const homes = new Map<string, Set<number>>()
  for (const { name, offset } of [...findMarks(body, '&'), ...aliases]) {
    const home = homes.get(name) ?? new Set()
    homes.set(name, home.add(itemAt(items, start + offset)))
  }
  const anchors = new Set(findMarks(body, '&').map(({ name }) => name))
  return aliases.some(({ name }) => anchors.has(name) && homes.get(name)?.size !== 1)
}

function findMarks(body: string, sign: '*' | '&'): readonly { readonly name: string; readonly offset: number }[] {
  const marks: { name: string; offset: number }[] = []
  for (let offset = body.indexOf(sign); offset >= 0; offset = body.indexOf(sign, offset + 1)) {
    if (offset > 0 && !/[\s[{,:-]/.test(body.charAt(offset - 1))) continue
    const [name] = /^[^\s,[\]{}]+/.exec(body.slice(offset + 1, offset + 200)) ?? []
    if (name !== undefined) marks.push({ name, offset })
  }
  return marks
}

/** The last item that starts at or before `offset`; -1 before the first. */
function itemAt(items: readonly Span[], offset: number): number {
  let low = -1
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((items[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
