import type { Outline, OutlineEntry } from './outline.ts'
import { columnOf, parts } from './outline.ts'
import { type BlockStyle, PLAIN_STYLE } from './print-block.ts'
import type { FlowStyle } from './print-flow.ts'

/** How block YAML is indented in the first of `examples` that shows it, each property on its own. */
export function blockStyleOf(text: string, examples: readonly Outline[]): BlockStyle {
  const pick = (measure: (text: string, outline: Outline) => readonly number[]) => {
    for (const example of examples) {
      const found = mostFrequent(parts(example).flatMap((part) => measure(text, part)))
      if (found !== undefined) return found
    }
    return undefined
  }
  const step = pick(steps)
  const offset = pick(offsets)
  return {
    step: step ?? (offset || PLAIN_STYLE.step),
    offset: offset ?? step ?? PLAIN_STYLE.offset,
    gap: pick(gaps) ?? PLAIN_STYLE.gap,
    ...(pick(inlineWords) === 1 ? { words: flowStyleOf(text, examples) } : {}),
  }
}

/** How collections in brackets are written in the first of `examples` that shows it; the last is the item's root. */
export function flowStyleOf(text: string, examples: readonly Outline[]): FlowStyle {
  const filled = examples.flatMap(parts).filter(({ flow, entries }) => flow && entries.length > 0)
  const maps = filled.filter(({ kind }) => kind === 'map')
  const json = text[maps[0]?.entries[0]?.start ?? -1] === '"' || isJsonRoot(text, examples)
  const mark = maps[0]?.entries[0]?.mark
  const colon = json && mark !== undefined && !/\s/.test(text[mark] ?? '') ? '' : ' '
  const list = filled.find(({ entries }) => entries.length > 1)
  const afterComma = list?.entries[0] ? /^\s*,(\s?)/.exec(text.slice(list.entries[0].end))?.[1] : undefined
  return {
    json,
    colon,
    comma: afterComma === undefined ? colon : afterComma === '' ? '' : ' ',
    mapPad: padOf(text, maps),
    seqPad: padOf(
      text,
      filled.filter(({ kind }) => kind === 'seq'),
    ),
  }
}

/** The spaces after the bracket of the first collection that begins on one line. */
function padOf(text: string, collections: readonly Outline[]): string {
  for (const { start, entries } of collections) {
    const pad = text.slice(start + 1, entries[0]?.start)
    if (/^[ \t]*$/.test(pad)) return pad
  }
  return ''
}

/** The line break used around `offset`: that of the line before it, else of the first line, else `\n`. */
export function lineBreakAt(text: string, offset: number): string {
  const before = text.lastIndexOf('\n', Math.max(0, offset - 1))
  const at = before >= 0 && offset > 0 ? before : text.indexOf('\n')
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n'
}

/** The white space a line begins with. */
export function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(offset - columnOf(text, offset)))?.[0] ?? ''
}

/** Whether only white space stands before `offset` on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return lineIndent(text, offset).length === columnOf(text, offset)
}

function isJsonRoot(text: string, examples: readonly Outline[]): boolean {
  const root = examples.at(-1)
  return root?.flow === true && /^[{[]\s*(?:"|$)/.test(text.slice(root.start, root.start + 200))
}

function steps(text: string, { kind, flow, entries }: Outline): readonly number[] {
  if (kind !== 'map' || flow) return []
  return entries.flatMap((entry) =>
    isBlock(entry, 'map') ? [childColumn(text, entry) - columnOf(text, entry.start)] : [],
  )
}

function offsets(text: string, { kind, flow, entries }: Outline): readonly number[] {
  if (kind !== 'map' || flow) return []
  return entries.flatMap((entry) =>
    isBlock(entry, 'seq') ? [childColumn(text, entry) - columnOf(text, entry.start)] : [],
  )
}

function gaps(text: string, { kind, flow, entries }: Outline): readonly number[] {
  if (kind !== 'seq' || flow) return []
  return entries.flatMap(({ start, value }) => {
    const between = text.slice(start + 1, value.start)
    return value.kind !== 'empty' && /^ +$/.test(between) ? [between.length + 1] : []
  })
}

/** 1 for each list of words that stands in brackets in a block mapping, 0 for each that does not. */
function inlineWords(_: string, { kind, flow, entries }: Outline): readonly number[] {
  if (kind !== 'map' || flow) return []
  return entries.flatMap(({ value }) => {
    const isWords = value.kind === 'seq' && value.entries.length > 0 && value.entries.every(isScalar)
    return isWords ? [value.flow ? 1 : 0] : []
  })
}

function isScalar({ value }: OutlineEntry): boolean {
  return value.kind === 'scalar'
}

function isBlock({ value }: OutlineEntry, kind: 'map' | 'seq'): boolean {
  return value.kind === kind && !value.flow
}

function childColumn(text: string, { value }: OutlineEntry): number {
  return columnOf(text, value.entries[0]?.start ?? value.start)
}

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].reduce<readonly [number, number] | undefined>(
    (best, entry) => (best && best[1] >= entry[1] ? best : entry),
    undefined,
  )?.[0]
}
