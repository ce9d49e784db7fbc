import { isFlattened } from './lost-indentation.ts'
import { OBJECT_SHAPES, type Shape } from './paste-shapes.ts'
import { readYamlTree } from './tree-yaml.ts'

/** Whether the line breaks or the indentation of manifests were lost on the way (YML-9). */
export function hasLostIndentation(text: string): boolean {
  return text.split(SEPARATOR).some((document) => document.trim() !== '' && isFlattened(document))
}

/**
 * The text with the indentation that the known fields of NetworkPolicy, Namespace and Deployment leave it, comments
 * kept; undefined when there is more than one way to read it, or none.
 */
export function restoreIndentation(text: string): string | undefined {
  const documents = text.split(SEPARATOR).filter((document) => document.trim() !== '')
  const restored = documents.map(restoreDocument)
  if (restored.length === 0 || restored.some((document) => document === undefined)) return undefined
  return restored.join('---\n')
}

const SEPARATOR = /(?:^|\s)---(?=\s|$)/

/** One line of the lost structure: what stands on it, without indentation. */
interface Line {
  readonly dashes: number
  readonly key?: string
  readonly value: string
  /** Comments that stand before it. */
  readonly comments: readonly string[]
}

/** A way to read lines up to `next`: the columns of the lines before it. */
interface Reading {
  readonly next: number
  readonly columns: readonly number[]
}

function restoreDocument(text: string): string | undefined {
  const { lines, trailing } = readLines(text)
  const kind = lines.find(({ key, dashes }) => key === 'kind' && dashes === 0)?.value ?? ''
  const shape = Object.hasOwn(OBJECT_SHAPES, kind) ? OBJECT_SHAPES[kind] : undefined
  if (shape === undefined || lines.length > MOST_LINES) return undefined
  const search = new Search(lines)
  const columns = search.onlyReading(shape)
  if (columns === undefined) return undefined
  const restored = [...lines.map((line, index) => printLine(line, columns[index] ?? 0)), ...trailing].join('\n')
  return readYamlTree(`${restored}\n`).problems.length === 0 ? `${restored}\n` : undefined
}

const MOST_LINES = 2000
/** Readings are looked for in at most this many steps: past them the text is called ambiguous. */
const MOST_STEPS = 200_000

function printLine({ dashes, key, value, comments }: Line, column: number): string {
  const margin = ' '.repeat(column)
  const content = key === undefined ? value : `${key}:${value === '' ? '' : ` ${value}`}`
  return [...comments.map((comment) => margin + comment), margin + '- '.repeat(dashes) + content].join('\n')
}

function readLines(text: string): { readonly lines: readonly Line[]; readonly trailing: readonly string[] } {
  const lines: Line[] = []
  let comments: string[] = []
  for (const part of toParts(text)) {
    if (part.startsWith('#')) {
      comments.push(part)
      continue
    }
    const [, dashes = '', content = ''] = /^((?:- +)*)(.*)$/.exec(part) ?? []
    const [, key, value = ''] = /^("[^"]*"|'[^']*'|[^\s"'#{[][^\s]*?):(?: +(.*))?$/.exec(content) ?? []
    const count = dashes.split('-').length - 1
    lines.push({ dashes: count, value: key === undefined ? content : value, comments, ...(key ? { key } : {}) })
    comments = []
  }
  return { lines, trailing: comments }
}

/** The lines of the text; where the breaks are lost as well, a part for each key and each list item. */
function toParts(text: string): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.flatMap((line) => (isJoined(line) ? splitJoined(line) : [line]))
}

function isJoined(line: string): boolean {
  return !line.startsWith('#') && /\s[A-Za-z]\w*: +\S/.test(line.replace(/^(?:- +)*\S+:/, '')) && !/[{"'#]/.test(line)
}

function splitJoined(line: string): readonly string[] {
  const parts: string[] = []
  let dashes = ''
  for (const word of line.split(/\s+/)) {
    if (word === '-') dashes += '- '
    else if (dashes !== '' || word.endsWith(':') || parts.length === 0) {
      parts.push(dashes + word)
      dashes = ''
    } else parts[parts.length - 1] += ` ${word}`
  }
  return parts
}

class Search {
  private readonly lines: readonly Line[]
  private steps = 0

  constructor(lines: readonly Line[]) {
    this.lines = lines
  }

  /** The columns of the only way to read all lines as `shape`. */
  onlyReading(shape: Shape): readonly number[] | undefined {
    let only: readonly number[] | undefined
    for (const { next, columns } of this.readShape(shape, 0, 0)) {
      if (next < this.lines.length || columns.join() === only?.join()) continue
      if (only !== undefined) return undefined
      only = columns
    }
    return this.steps > MOST_STEPS ? undefined : only
  }

  /** Every way to read a value of `shape` from line `at`, its lines in `column`. */
  private *readShape(shape: Shape, at: number, column: number): Generator<Reading> {
    this.steps += 1
    if (this.steps > MOST_STEPS || at >= this.lines.length) return
    switch (shape.kind) {
      case 'map':
        yield* this.readFields(shape, at, column, 0, new Set())
        break
      case 'list':
        yield* this.readItems(shape.item, at, column)
        break
      case 'strings':
        yield* this.readStrings(at, column)
        break
      case 'scalar':
        break
    }
  }

  /** Fields of a mapping; the first `dashes` of its first line belong to the list around it. */
  private *readFields(
    shape: Shape & { readonly kind: 'map' },
    at: number,
    column: number,
    dashes: number,
    seen: ReadonlySet<string>,
  ): Generator<Reading> {
    const line = this.lines[at]
    if (seen.size > 0 && shape.required.every((name) => seen.has(name))) yield { next: at, columns: [] }
    const key = line?.key
    if (line === undefined || key === undefined || line.dashes !== dashes || seen.has(key)) return
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined
    if (field === undefined) return
    for (const value of this.readValue(field, line, at, column)) {
      const rest = this.readFields(shape, value.next, column, 0, new Set([...seen, key]))
      for (const { next, columns } of rest) yield { next, columns: [column - 2 * dashes, ...value.columns, ...columns] }
    }
  }

  /** The value of the field on line `at`: on the line itself, or on the lines below. */
  private *readValue(shape: Shape, line: Line, at: number, column: number): Generator<Reading> {
    if (line.value === '' || line.value.startsWith('#')) yield* this.readShape(shape, at + 1, column + 2)
    else if (shape.kind === 'scalar' || /^[[{]/.test(line.value)) yield { next: at + 1, columns: [] }
  }

  private *readItems(item: Shape, at: number, column: number): Generator<Reading> {
    for (const first of this.readItem(item, at, column)) {
      yield first
      for (const rest of this.readItems(item, first.next, column))
        yield { next: rest.next, columns: [...first.columns, ...rest.columns] }
    }
  }

  private *readItem(item: Shape, at: number, column: number): Generator<Reading> {
    this.steps += 1
    const line = this.lines[at]
    if (this.steps > MOST_STEPS || line?.dashes !== 1) return
    if (line.key === undefined) {
      if (item.kind === 'scalar' || /^[[{]/.test(line.value)) yield { next: at + 1, columns: [column] }
    } else if (item.kind === 'map') yield* this.readFields(item, at, column + 2, 1, new Set())
  }

  private *readStrings(at: number, column: number): Generator<Reading> {
    const columns: number[] = []
    const seen = new Set<string>()
    for (let next = at; next < this.lines.length; next += 1) {
      const line = this.lines[next]
      if (line?.key === undefined || line.dashes > 0 || line.value === '' || seen.has(line.key)) return
      seen.add(line.key)
      columns.push(column)
      yield { next: next + 1, columns: [...columns] }
    }
  }
}
