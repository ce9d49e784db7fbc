import type { Span } from '../model/diagnostic.ts'

/** An object or array of a JSON text, as far as a look at its outermost level tells. */
export interface JsonOutline extends Span {
  /** The values of the members called `kind` and `apiVersion`, as written with their quotes. */
  readonly kinds: readonly string[]
  readonly apiVersions: readonly string[]
  /** Whether every key is written plainly, so that `kinds` is all there is. */
  readonly isPlain: boolean
  /** The objects of the only `items`, when it is an array of objects. */
  readonly items?: readonly JsonOutline[]
}

/** JSON values one after the other; `rest` is where something else begins, absent when nothing does. */
export interface JsonStream {
  readonly values: readonly JsonOutline[]
  readonly rest?: number
}

/**
 * The JSON values of `[start, end)` with their exact boundaries, in one pass. Only braces, strings and the outermost
 * members are looked at: whether a value really is JSON, `JSON.parse` has to say.
 */
export function outlineJson(text: string, start: number, end: number): JsonStream {
  const values: JsonOutline[] = []
  let offset = skipSpace(text, start)
  while (offset < end) {
    const value = outlineValue(text, offset, end)
    if (value === undefined || value.end > end) return { values, rest: offset }
    values.push(value)
    offset = skipSpace(text, value.end)
  }
  return { values }
}

const QUOTE = 34
const HASH = 35
const APOSTROPHE = 39
const COMMA = 44
const COLON = 58
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_MAP = 123
const CLOSE_MAP = 125

function outlineValue(text: string, start: number, limit: number): JsonOutline | undefined {
  if (text.charCodeAt(start) === OPEN_MAP) return outlineObject(text, start, limit)
  if (text.charCodeAt(start) !== OPEN_LIST) return undefined
  const end = skipNested(text, start, limit)
  return end < 0 ? undefined : { start, end, kinds: [], apiVersions: [], isPlain: false }
}

function outlineObject(text: string, start: number, limit: number): JsonOutline | undefined {
  const kinds: string[] = []
  const apiVersions: string[] = []
  const lists: (readonly JsonOutline[] | undefined)[] = []
  let isPlain = true
  let offset = skipSpace(text, start + 1)
  if (text.charCodeAt(offset) === CLOSE_MAP) return { start, end: offset + 1, kinds, apiVersions, isPlain }
  while (offset < limit) {
    const keyEnd = skipString(text, offset, limit)
    if (keyEnd < 0) return undefined
    const key = text.slice(offset + 1, keyEnd - 1)
    if (key.includes('\\')) isPlain = false
    const colon = skipSpace(text, keyEnd)
    if (text.charCodeAt(colon) !== COLON) return undefined
    const value = skipSpace(text, colon + 1)
    const items = key === 'items' ? outlineItems(text, value, limit) : undefined
    const valueEnd = items ? items.end : skipValue(text, value, limit)
    if (valueEnd < 0) return undefined
    if (key === 'items') lists.push(items?.outlines)
    if (key === 'kind') kinds.push(text.slice(value, valueEnd))
    if (key === 'apiVersion') apiVersions.push(text.slice(value, valueEnd))
    offset = skipSpace(text, valueEnd)
    if (text.charCodeAt(offset) === CLOSE_MAP) {
      const [items] = lists.length === 1 ? lists : []
      return { start, end: offset + 1, kinds, apiVersions, isPlain, ...(items ? { items } : {}) }
    }
    if (text.charCodeAt(offset) !== COMMA) return undefined
    offset = skipSpace(text, offset + 1)
  }
  return undefined
}

/** An array of objects, each outlined; undefined for any other value. */
function outlineItems(
  text: string,
  start: number,
  limit: number,
): { readonly outlines: readonly JsonOutline[]; readonly end: number } | undefined {
  if (text.charCodeAt(start) !== OPEN_LIST) return undefined
  const outlines: JsonOutline[] = []
  let offset = skipSpace(text, start + 1)
  if (text.charCodeAt(offset) === CLOSE_LIST) return { outlines, end: offset + 1 }
  while (text.charCodeAt(offset) === OPEN_MAP) {
    const outline = outlineObject(text, offset, limit)
    if (outline === undefined) return undefined
    outlines.push(outline)
    offset = skipSpace(text, outline.end)
    if (text.charCodeAt(offset) === CLOSE_LIST) return { outlines, end: offset + 1 }
    if (text.charCodeAt(offset) !== COMMA) return undefined
    offset = skipSpace(text, offset + 1)
  }
  return undefined
}

function skipValue(text: string, start: number, limit: number): number {
  const code = text.charCodeAt(start)
  if (code === QUOTE) return skipString(text, start, limit)
  if (code === OPEN_MAP || code === OPEN_LIST) return skipNested(text, start, limit)
  let offset = start
  while (offset < limit && isWordCharacter(text.charCodeAt(offset))) offset += 1
  return offset > start ? offset : -1
}

/** Past a bracketed value of any depth; -1 when it does not end or holds what JSON has not. */
function skipNested(text: string, start: number, limit: number): number {
  let depth = 0
  for (let offset = start; offset < limit; offset += 1) {
    const code = text.charCodeAt(offset)
    if (code <= 32 || code === COMMA || code === COLON) continue
    if (code === QUOTE) {
      offset = skipString(text, offset, limit) - 1
      if (offset < 0) return -1
    } else if (code === OPEN_MAP || code === OPEN_LIST) depth += 1
    else if (code === CLOSE_MAP || code === CLOSE_LIST) {
      depth -= 1
      if (depth === 0) return offset + 1
    } else if (code === HASH || code === APOSTROPHE) return -1
  }
  return -1
}

/** Past the string whose quote is at `start`; -1 when there is none or it does not end on its line. */
function skipString(text: string, start: number, limit: number): number {
  if (text.charCodeAt(start) !== QUOTE) return -1
  for (let offset = start + 1; offset < limit; offset += 1) {
    const code = text.charCodeAt(offset)
    if (code === QUOTE) return offset + 1
    if (code === BACKSLASH) offset += 1
    else if (code === 10) return -1
  }
  return -1
}

function skipSpace(text: string, start: number): number {
  let offset = start
  while (isSpace(text.charCodeAt(offset))) offset += 1
  return offset
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}

/** Of `true`, `null` and numbers. */
function isWordCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 46 ||
    code === 69
  )
}
