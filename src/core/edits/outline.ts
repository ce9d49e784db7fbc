import { type CST, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLSeq } from 'yaml'

/** A unit of a file's text that is edited alone: `[start, end)` of one YAML document, JSON value or list item. */
export interface ItemSource {
  /** Of the whole file. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Where the parts of an item stand, in offsets of the file: what edits are planned on. */
export interface Outline {
  readonly kind: 'map' | 'seq' | 'scalar' | 'alias' | 'empty'
  /** In brackets; false for scalars. */
  readonly flow: boolean
  /** Without anchor and tag. */
  readonly start: number
  /** After the last character of content: no trailing comment, no line break. */
  readonly end: number
  /** The name it declares with `&`, or repeats with `*`. */
  readonly anchor?: string
  readonly entries: readonly OutlineEntry[]
}

/** A pair of a mapping, or an item of a sequence. */
export interface OutlineEntry {
  /** Only in mappings. */
  readonly key?: string
  /** Of the key, of the dash of a block item, or of a flow item. */
  readonly start: number
  /** After the key with its quotes; only in mappings. */
  readonly keyEnd?: number
  /** After the colon or dash and any anchor or tag behind it; `start` for a flow item. */
  readonly mark: number
  readonly value: Outline
  /** After the content of the value. */
  readonly end: number
}

/** The outline of an item, or undefined when its text is broken or of a shape that is not edited. */
export function readOutline({ text, start, end }: ItemSource): Outline | undefined {
  const own = text.slice(start, end)
  const pad = /^[{[]/.test(own) ? 0 : columnOf(text, start)
  try {
    const document = parseDocument(' '.repeat(pad) + own, {
      keepSourceTokens: true,
      uniqueKeys: false,
      logLevel: 'silent',
    })
    if (document.errors.some(({ code }) => code !== 'TAB_AS_INDENT') || !document.contents) return undefined
    return toOutline(document.contents, { text, shift: start - pad })
  } catch (problem) {
    if (problem instanceof UnknownShape) return undefined
    throw problem
  }
}

/** The distance of `offset` from the start of its line. */
export function columnOf(text: string, offset: number): number {
  let start = offset
  while (start > 0 && !'\n\r\uFEFF'.includes(text.charAt(start - 1))) start -= 1
  return offset - start
}

/** The outlines from the item's root to the part at `steps`, root first; undefined when there is no such part. */
export function outlinePath(root: Outline, steps: readonly string[]): readonly Outline[] | undefined {
  const path = [root]
  for (const step of steps) {
    const entry = entryAt(path.at(-1), step)
    if (!entry) return undefined
    path.push(entry.value)
  }
  return path
}

/** The entry of a mapping or sequence by key or index; the last one of a duplicate key, as `kubectl` reads it. */
export function entryAt(outline: Outline | undefined, step: string): OutlineEntry | undefined {
  if (outline?.kind === 'map') return outline.entries.findLast(({ key }) => key === step)
  return outline?.kind === 'seq' ? outline.entries[Number(step)] : undefined
}

/**
 * Whether an edit inside the last of `path` would change other places too: something on the way is an alias, has an
 * anchor that is repeated elsewhere, or takes keys from elsewhere (`<<`).
 */
export function isShared(root: Outline, path: readonly Outline[]): boolean {
  const repeated = new Set(parts(root).flatMap(({ kind, anchor }) => (kind === 'alias' && anchor ? [anchor] : [])))
  return path.some(
    ({ kind, anchor, entries }) =>
      kind === 'alias' ||
      (anchor !== undefined && repeated.has(anchor)) ||
      (kind === 'map' && entries.some(({ key }) => key === '<<')),
  )
}

/** Whether something outside `part` repeats an anchor declared inside it. */
export function isNeededElsewhere(root: Outline, part: Outline): boolean {
  const inside = new Set(parts(part))
  const declared = new Set([...inside].flatMap(({ kind, anchor }) => (kind !== 'alias' && anchor ? [anchor] : [])))
  if (declared.size === 0) return false
  return parts(root).some((other) => other.kind === 'alias' && declared.has(other.anchor ?? '') && !inside.has(other))
}

/** Every part of an outline, itself first. */
export function parts(outline: Outline): readonly Outline[] {
  return [outline, ...outline.entries.flatMap(({ value }) => parts(value))]
}

class UnknownShape extends Error {}

interface Origin {
  readonly text: string
  /** From offsets of the parsed text to offsets of the file. */
  readonly shift: number
}

function toOutline(node: Node, origin: Origin): Outline {
  const range = node.range
  if (!range) throw new UnknownShape()
  const [start, end] = [range[0] + origin.shift, range[1] + origin.shift]
  if (isAlias(node)) return { kind: 'alias', flow: false, start, end, anchor: node.source, entries: [] }
  const anchor = node.anchor === undefined ? {} : { anchor: node.anchor }
  if (isScalar(node)) {
    if (start === end) return { kind: 'empty', flow: false, start, end, ...anchor, entries: [] }
    return {
      kind: 'scalar',
      flow: false,
      start,
      end: withoutLineBreak(origin.text, start, end),
      ...anchor,
      entries: [],
    }
  }
  if (!isMap(node) && !isSeq(node)) throw new UnknownShape()
  const flow = node.srcToken?.type === 'flow-collection'
  if (!flow && node.srcToken?.type !== 'block-map' && node.srcToken?.type !== 'block-seq') throw new UnknownShape()
  const entries = isMap(node)
    ? node.items.map((pair) => toPair(pair as Pair<Node, Node | null>, origin))
    : toItems(node as YAMLSeq<Node>, flow, origin)
  const kind = isMap(node) ? 'map' : 'seq'
  return { kind, flow, start, end: flow ? end : (entries.at(-1)?.end ?? end), ...anchor, entries }
}

function toPair(pair: Pair<Node, Node | null>, origin: Origin): OutlineEntry {
  const token = pair.srcToken
  if (
    !isScalar(pair.key) ||
    !pair.key.range ||
    !token?.sep ||
    token.start.some((part) => isProp(part) || part.type === 'explicit-key-ind') ||
    !pair.value
  )
    throw new UnknownShape()
  const mark = endOfProps(token.sep, origin)
  const value = toOutline(pair.value, origin)
  const end = value.kind === 'empty' ? mark : value.end
  const [start, keyEnd] = pair.key.range.map((offset) => offset + origin.shift)
  if (start === undefined) throw new UnknownShape()
  return {
    key: String(pair.key.source ?? pair.key.value),
    start,
    ...(keyEnd === undefined ? {} : { keyEnd }),
    mark,
    value,
    end,
  }
}

function toItems(seq: YAMLSeq<Node>, flow: boolean, origin: Origin): readonly OutlineEntry[] {
  const tokens: readonly { readonly start: readonly CST.SourceToken[] }[] =
    seq.srcToken && 'items' in seq.srcToken ? seq.srcToken.items.filter(({ start }) => flow || start.some(isDash)) : []
  return seq.items.map((item, index) => {
    const value = toOutline(item, origin)
    const start = tokens[index]?.start ?? []
    if (flow) {
      const first = start.find(isProp)
      return { start: first ? first.offset + origin.shift : value.start, mark: value.start, value, end: value.end }
    }
    const dash = start.find(isDash)
    if (!dash) throw new UnknownShape()
    const mark = endOfProps(start, origin)
    return { start: dash.offset + origin.shift, mark, value, end: value.kind === 'empty' ? mark : value.end }
  })
}

const isDash = ({ type }: CST.SourceToken) => type === 'seq-item-ind'
const isProp = ({ type }: CST.SourceToken) => type === 'anchor' || type === 'tag'

function endOfProps(tokens: readonly CST.SourceToken[], { shift }: Origin): number {
  const last = tokens.findLast(({ type }) => ['map-value-ind', 'seq-item-ind', 'anchor', 'tag'].includes(type))
  if (!last) throw new UnknownShape()
  return last.offset + last.source.length + shift
}

/** A block scalar ends with its line break, which belongs to the line. */
function withoutLineBreak(text: string, start: number, end: number): number {
  if (end > start && text[end - 1] === '\n') return text[end - 2] === '\r' ? end - 2 : end - 1
  return end
}
