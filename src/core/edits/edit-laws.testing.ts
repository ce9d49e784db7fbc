import fc from 'fast-check'
import { expect } from 'vitest'
import { parseDocument } from 'yaml'
import { isObject, type JsonValue } from '../model/json.ts'
import { afterContent } from './lines.ts'
import { columnOf, entryAt, type ItemSource, type Outline, outlinePath, readOutline } from './outline.ts'
import { habits, policyValues, rollDice, writeYaml } from './random-manifest.testing.ts'
import { spliceText, type TextSplice } from './splices.ts'

/** A text that is one item. */
export const sourceOf = (text: string) => ({ text, start: 0, end: text.length })
/** What a text means; fails where it is broken. */
export const read = (text: string): JsonValue => {
  const document = parseDocument(text, { uniqueKeys: false })
  expect(document.errors).toEqual([])
  return document.toJS() as JsonValue
}
/** The numbered comments of a text, in order. */
export const comments = (text: string) => [...text.matchAll(/#\d+ [^\r\n]*/g)].map(([comment]) => comment)

export interface Range {
  readonly start: number
  readonly end: number
}

/** A splice that replaces bytes lies inside what changes. */
export function expectInside(splice: Range, part: Range): void {
  if (splice.start === splice.end) return
  expect(splice.start).toBeGreaterThanOrEqual(part.start)
  expect(splice.end).toBeLessThanOrEqual(part.end)
}

/** The pair or item that holds the deepest part on the way to `steps`: what a change there lies in. */
export function changedEntry(root: Outline, steps: readonly string[]): Range & { readonly value: Outline } {
  let held: Range & { readonly value: Outline } = { ...root, value: root }
  for (const step of steps) held = entryAt(held.value, step) ?? held
  return held
}

/** An item of the `List` that `text` is. */
export function itemOf(text: string, index: number): ItemSource | undefined {
  const root = readOutline(sourceOf(text))
  const item = root && outlinePath(root, ['items', String(index)])?.at(-1)
  return item && { text, start: item.start, end: item.end }
}

/** The value at `steps`. */
export function valueAt(value: JsonValue, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>(
    (inner, step) => (isObject(inner) ? inner[step] : Array.isArray(inner) ? inner[Number(step)] : undefined),
    value,
  )
}

/** A copy of `value` with another value at `steps`. */
export function withValue(value: JsonValue | undefined, steps: readonly string[], put: JsonValue): JsonValue {
  const [step, ...rest] = steps
  if (step === undefined) return put
  if (Array.isArray(value))
    return value.map((item, index) => (index === Number(step) ? withValue(item, rest, put) : item))
  return { ...(isObject(value) ? value : {}), [step]: withValue(isObject(value) ? value[step] : undefined, rest, put) }
}

/** The text after splices; all comments are still there. */
export function expectKept(before: string, splices: readonly TextSplice[]): string {
  const after = spliceText(before, splices)
  expect(comments(after)).toEqual(comments(before))
  return after
}

/** What an entry is removed with: its lines, the comments below it that stand deeper, and those directly above it. */
export function ownRange(text: string, { start, end }: Range): Range {
  const column = columnOf(text, start)
  if (text.slice(start - column, start).trim() !== '')
    return { start, end: Math.max(end, afterContent(text, end, column)) }
  let first = start - column
  const isAbove = (line: string) => line.trimStart().startsWith('#') && line.search(/\S/) === column
  for (let above = lineBefore(text, first); above !== undefined && isAbove(text.slice(above, first)); ) {
    first = above
    above = lineBefore(text, first)
  }
  return { start: first, end: afterContent(text, end, column) }
}

function lineBefore(text: string, start: number): number | undefined {
  return start === 0 ? undefined : text.lastIndexOf('\n', start - 2) + 1
}

/** The text after splices; comments outside the ranges are still there, in order. */
export function expectKeptOutside(text: string, splices: readonly TextSplice[], ranges: readonly Range[]): string {
  const after = spliceText(text, splices)
  const places = [...text.matchAll(/#\d+ [^\r\n]*/g)]
  const wanted = places
    .filter(({ index }) => !ranges.some(({ start, end }) => start <= index && index < end))
    .map(([comment]) => comment)
  expect(comments(after).filter((comment) => wanted.includes(comment))).toEqual(wanted)
  return after
}

/** Random policies as YAML of random habits. */
export const texts = fc
  .tuple(policyValues, habits, fc.nat())
  .map(([value, style, seed]) => ({ value, style, text: writeYaml(value, style, rollDice(seed)) }))

/** Random texts are parsed twice for each run; a busy machine may take its time. */
export const PATIENCE = { timeout: 60_000 }
