import type { Diagnostic } from '../model/diagnostic.ts'
import type { TextFile } from '../model/edit.ts'
import type { Resource } from '../model/resource.ts'
import type { Work } from '../model/work.ts'
import { type ItemState, rememberItem, stateOf } from './item-state.ts'
import { keepStale } from './keep-stale.ts'
import { matchItems } from './match-items.ts'
import { moveDiagnostic, moveResource } from './move-item.ts'
import { readItem } from './read-item.ts'
import type { FileReading, Item } from './reading.ts'
import { type SplitFile, type SplitItem, splitItems } from './split-items.ts'

/**
 * Reads a file item by item; items whose text stood in `previous` already are taken from there. `shareAt` says how much
 * of the whole document is read at an offset of this file.
 */
export function* readingFile(
  { name, text }: TextFile,
  previous: FileReading | undefined,
  shareAt: (offset: number) => number,
): Work<FileReading> {
  const doing = `reading ${name}`
  yield { doing, done: shareAt(0) }
  const before = previous?.items ?? []
  const cut = splitItems(text, name, cuts.get(before))
  yield undefined
  const { head, tail } = cut.unchanged
  const splits = cut.items.slice(head, cut.items.length - tail)
  const matches = matchItems(
    splits,
    before.slice(head, before.length - tail),
    (split) => contentKey(text, split),
    (item) => keyOfItem(previous, item),
  )
  const items: Item[] = [...before.slice(0, head)]
  for (const [index, split] of splits.entries()) {
    const match = matches[index]
    items.push(match?.same ? reuseItem(match.same, split, text, name) : readAnew(split, text, name, match?.past ?? []))
    yield { doing, done: shareAt(split.end) }
  }
  const last = before.slice(before.length - tail)
  for (const [index, item] of last.entries()) {
    const split = cut.items[items.length]
    if (split) items.push(reuseItem(item, split, text, name))
    if (index % STRIDE === 0) yield { doing, done: shareAt(item.end) }
  }
  cuts.set(items, cut)
  return { name, text, items, diagnostics: skippedNote(items) }
}

/** Items that are only moved, between two steps. */
const STRIDE = 256

/** How a file was cut, by the items that it was read as. */
const cuts = new WeakMap<readonly Item[], SplitFile>()

/** Everything the reading of an item rests on besides its place. */
function contentKey(text: string, { start, end, indent, format, defaults, mayHoldPolicy }: SplitItem): string {
  const around = `${indent} ${format} ${mayHoldPolicy} ${defaults?.apiVersion ?? ''} ${defaults?.kind ?? ''}\n`
  return around + text.slice(start, end)
}

function keyOfItem(previous: FileReading | undefined, item: Item): string {
  const state = stateOf(item)
  return previous && state ? contentKey(previous.text, state.split) : ''
}

/** The earlier item itself when nothing moved; moved, it shares what the move leaves alone. */
function reuseItem(item: Item, split: SplitItem, text: string, file: string): Item {
  const state = stateOf(item)
  const move = { from: item.path, to: split.path, by: split.start - item.start }
  const isInPlace = move.by === 0 && move.from === move.to
  if (state?.broken) return reuseBroken(item, isInPlace, readAnew(split, text, file, [item]))
  if (state === undefined || isInPlace) return item
  const moved: Item = {
    path: split.path,
    start: split.start,
    end: split.end,
    resources: move.from === move.to ? item.resources : item.resources.map((resource) => moveResource(resource, move)),
    diagnostics: item.diagnostics.map((diagnostic) => moveDiagnostic(diagnostic, move)),
    stale: item.stale,
  }
  return rememberItem(moved, { ...state, split })
}

/** The message of broken text names its line, which may differ even where the offset does not. */
function reuseBroken(item: Item, isInPlace: boolean, again: Item): Item {
  const isSame = isInPlace && JSON.stringify(item.diagnostics) === JSON.stringify(again.diagnostics)
  return isSame ? item : again
}

function readAnew(split: SplitItem, text: string, file: string, past: readonly Item[]): Item {
  const reading = readItem(text, file, split)
  const kept = keepStale(reading, split.path, past)
  const { stale } = kept
  const resources = kept.resources.map((resource) => keepSame(resource, past))
  const { path, start, end } = split
  const { skipped, broken, isExpectations = false } = reading
  const state: ItemState = { split, skipped, broken, ...(isExpectations ? { isExpectations } : {}) }
  const item: Item = { path, start, end, resources, diagnostics: reading.diagnostics, stale }
  return rememberItem(item, reading.tree ? { ...state, tree: reading.tree } : state)
}

/**
 * The resource as it was, where another comment or style of its text changes nothing of what it says: then nothing that
 * was found out about it has to be found out again.
 */
function keepSame(resource: Resource, past: readonly Item[]): Resource {
  const earlier = past.flatMap(({ resources }) => resources).find(({ path }) => path === resource.path)
  return earlier && isSameResource(resource, earlier) ? earlier : resource
}

/** A policy follows from the value, as far as it is valid. */
function isSameResource(a: Resource, b: Resource): boolean {
  const isAlike = a.kind === b.kind && a.apiVersion === b.apiVersion && a.stale === b.stale
  return (
    isAlike &&
    (a.policy === undefined) === (b.policy === undefined) &&
    JSON.stringify(a.value) === JSON.stringify(b.value)
  )
}

/** One line per file for mappings that are no objects, such as values.yaml (YML-7). */
function skippedNote(items: readonly Item[]): readonly Diagnostic[] {
  const skipped = items.filter((item) => stateOf(item)?.skipped)
  const [first] = skipped
  if (!first) return []
  const count = skipped.length === 1 ? 'a mapping' : `${skipped.length} mappings`
  const message = `${count} without apiVersion and kind: skipped, not a Kubernetes object`
  return [{ code: 'YML-7', severity: 'info', message, place: { kind: 'path', path: first.path } }]
}
