import type { JsonValue } from '../model/json.ts'
import {
  type Entry,
  MAX_DEPTH,
  type MapTree,
  type ScalarTree,
  type SeqTree,
  setOwn,
  type TextProblem,
  type Tree,
  type TreeReading,
} from './tree.ts'

interface Cursor {
  readonly text: string
  readonly problems: TextProblem[]
  at: number
}

class Broken extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|true\b|false\b|null\b/y
const SPACE = /[\s\uFEFF]*/y

/** Reads one JSON value with its places. Never throws: broken text gives one error where it breaks. */
export function readJsonTree(text: string): TreeReading {
  const cursor: Cursor = { text, problems: [], at: 0 }
  try {
    skipSpace(cursor)
    if (cursor.at === text.length) return { problems: [] }
    const tree = readValue(cursor, 0)
    skipSpace(cursor)
    if (cursor.at < text.length) throw new Broken('invalid character after top-level value', cursor.at)
    return { tree, problems: cursor.problems }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    const start = Math.min(error.at, Math.max(0, text.length - 1))
    return {
      problems: [
        {
          code: 'YML-1',
          severity: 'error',
          message: error.message,
          language: 'json',
          start,
          end: Math.min(start + 1, text.length),
        },
      ],
    }
  }
}

function readValue(cursor: Cursor, depth: number): Tree {
  if (depth > MAX_DEPTH) throw new Broken(`nested more than ${MAX_DEPTH} levels deep`, cursor.at)
  const first = cursor.text[cursor.at]
  if (first === '{') return readMap(cursor, depth)
  if (first === '[') return readSeq(cursor, depth)
  return readScalar(cursor)
}

function readScalar(cursor: Cursor): ScalarTree {
  const start = cursor.at
  const token = cursor.text[start] === '"' ? readStringToken(cursor) : readWordToken(cursor)
  if (token === undefined && cursor.text[start] === '"') throw new Broken('unexpected end of JSON input', start)
  if (token === undefined) throw new Broken(describeCharacter(cursor, 'looking for beginning of value'), start)
  cursor.at += token.length
  const isString = token.startsWith('"')
  const value = parseToken(token, start)
  return { kind: 'scalar', value, source: isString ? String(value) : token, plain: !isString, start, end: cursor.at }
}

/** By search rather than by pattern: a string of megabytes would overflow the stack of a regular expression. */
function readStringToken({ text, at }: Cursor): string | undefined {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return text.slice(at, quote + 1)
  }
  return undefined
}

function readWordToken({ text, at }: Cursor): string | undefined {
  WORD.lastIndex = at
  return WORD.exec(text)?.[0]
}

function parseToken(token: string, at: number): null | boolean | number | string {
  try {
    return JSON.parse(token) as null | boolean | number | string
  } catch {
    throw new Broken('invalid character or escape in string literal', at)
  }
}

function readSeq(cursor: Cursor, depth: number): SeqTree {
  const start = cursor.at
  const items: Tree[] = []
  readMembers(cursor, ']', () => items.push(readValue(cursor, depth + 1)))
  return { kind: 'seq', value: items.map(({ value }) => value), items, start, end: cursor.at }
}

function readMap(cursor: Cursor, depth: number): MapTree {
  const start = cursor.at
  const entries = new Map<string, Entry>()
  const value: Record<string, JsonValue> = {}
  readMembers(cursor, '}', () => {
    const [key, entry] = readEntry(cursor, depth)
    if (entries.has(key)) cursor.problems.push(duplicateKey(key, entry))
    entries.set(key, entry)
    setOwn(value, key, entry.tree.value)
  })
  return { kind: 'map', value, entries, start, end: cursor.at }
}

function readEntry(cursor: Cursor, depth: number): [string, Entry] {
  if (cursor.text[cursor.at] !== '"')
    throw new Broken(describeCharacter(cursor, 'looking for beginning of object key string'), cursor.at)
  const key = readScalar(cursor)
  skipSpace(cursor)
  if (cursor.text[cursor.at] !== ':') throw new Broken(describeCharacter(cursor, 'after object key'), cursor.at)
  cursor.at += 1
  skipSpace(cursor)
  const tree = readValue(cursor, depth + 1)
  return [String(key.value), { keyStart: key.start, keyEnd: key.end, keyPlain: false, tree }]
}

function duplicateKey(key: string, { keyStart, keyEnd }: Entry): TextProblem {
  const message = `key "${key}" already set in map: the last value counts`
  return { code: 'YML-3', severity: 'error', message, start: keyStart, end: keyEnd }
}

function readMembers(cursor: Cursor, close: ']' | '}', readMember: () => void): void {
  cursor.at += 1
  skipSpace(cursor)
  if (cursor.text[cursor.at] === close) {
    cursor.at += 1
    return
  }
  for (;;) {
    readMember()
    skipSpace(cursor)
    const next = cursor.text[cursor.at]
    if (next !== ',' && next !== close)
      throw new Broken(
        describeCharacter(cursor, close === ']' ? 'after array element' : 'after object key:value pair'),
        cursor.at,
      )
    cursor.at += 1
    if (next === close) return
    skipSpace(cursor)
  }
}

function describeCharacter({ text, at }: Cursor, where: string): string {
  const character = text[at]
  return character === undefined ? 'unexpected end of JSON input' : `invalid character '${character}' ${where}`
}

function skipSpace(cursor: Cursor): void {
  SPACE.lastIndex = cursor.at
  SPACE.exec(cursor.text)
  cursor.at = SPACE.lastIndex
}
