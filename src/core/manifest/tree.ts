import type { JsonObject, JsonValue } from '../model/json.ts'

/**
 * A value with the places it was read from. Offsets count from the start of the item's text in the file, so they stay
 * true while the item moves. What is reached through an alias or a merge stands where the alias stands.
 */
export type Tree = ScalarTree | MapTree | SeqTree

export interface ScalarTree {
  readonly kind: 'scalar'
  readonly value: null | boolean | number | string
  /** As written, without quotes and folding. */
  readonly source: string
  /** Written without quotes, and not as a block. */
  readonly plain: boolean
  readonly start: number
  readonly end: number
}

export interface MapTree {
  readonly kind: 'map'
  readonly value: JsonObject
  readonly entries: ReadonlyMap<string, Entry>
  readonly start: number
  readonly end: number
}

export interface SeqTree {
  readonly kind: 'seq'
  readonly value: readonly JsonValue[]
  readonly items: readonly Tree[]
  readonly start: number
  readonly end: number
}

/** One pair of a mapping; of several with one key the last. */
export interface Entry {
  readonly keyStart: number
  readonly keyEnd: number
  /** Whether the key is written without quotes, so that renaming it is replacing its text. */
  readonly keyPlain: boolean
  readonly tree: Tree
}

/** What reading the text of an item gave. */
export interface TreeReading {
  /** Absent for empty text, and when the text is broken: then `problems` holds an error. */
  readonly tree?: Tree
  readonly problems: readonly TextProblem[]
}

/** A diagnostic of the text itself, with offsets like those of {@link Tree}. */
export interface TextProblem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly start: number
  readonly end: number
  /** What the text was taken for when that is not YAML. */
  readonly language?: 'json'
}

/** Deeper texts are refused: the API server would not take them, and readers of values recurse. */
export const MAX_DEPTH = 200

/** The subtree at `steps`, or the nearest ancestor that exists; `found` counts the steps taken. */
export function descend(tree: Tree, steps: readonly string[]): { readonly tree: Tree; readonly found: number } {
  let at = tree
  for (const [index, step] of steps.entries()) {
    const next = childOf(at, step)
    if (next === undefined) return { tree: at, found: index }
    at = next
  }
  return { tree: at, found: steps.length }
}

/** The value of a key, or the item of an index. */
export function childOf(tree: Tree, step: string): Tree | undefined {
  if (tree.kind === 'map') return tree.entries.get(step)?.tree
  if (tree.kind === 'seq' && /^\d+$/.test(step)) return tree.items[Number(step)]
  return undefined
}

/** Adds an own property whatever its name is (`__proto__` included). */
export function setOwn(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}
