import type { Place, Span } from '../model/diagnostic.ts'
import type { JsonValue } from '../model/json.ts'
import { documentPath, isWithin, joinPath, type Path, type ResourcePath, splitPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { rememberItem, stateOf } from './item-state.ts'
import { originOf, readTree } from './item-text.ts'
import { isPart } from './policy-parts.ts'
import type { FileReading, Item, Reading } from './reading.ts'
import { childOf, descend, type Tree } from './tree.ts'

/** A span of a file by name. */
export interface Located {
  readonly file: string
  readonly span: Span
}

/** Where `path` stands, or its nearest ancestor that exists; undefined when its file is gone. */
export function locatePath(reading: Reading, path: Path, at: 'key' | 'value' = 'value'): Located | undefined {
  const { file: name, steps } = splitPath(path)
  const file = reading.files.find((one) => one.name === name)
  if (!file) return undefined
  const item = findItem(file, path)
  if (!item) return { file: name, span: documentSpan(file, path) }
  const below = steps.slice(splitPath(item.path).steps.length)
  return { file: name, span: spanInItem(file, item, below, at) }
}

/** Where a diagnostic stands. */
export function locatePlace(reading: Reading, place: Place): Located {
  if (place.kind === 'span') return { file: place.file, span: place.span }
  const { file } = splitPath(place.path)
  return locatePath(reading, place.path, place.at) ?? { file, span: { start: 0, end: 0 } }
}

/** The text of a whole resource, without what surrounds it. */
export function resourceSpan(reading: Reading, path: ResourcePath): Located | undefined {
  return locatePath(reading, path)
}

/** The value that is written at `path` now, also in a resource that is invalid; undefined when nothing is. */
export function valueWritten(reading: Reading, path: Path): JsonValue | undefined {
  const { file: name, steps } = splitPath(path)
  const file = reading.files.find((one) => one.name === name)
  const item = file && findItem(file, path)
  const tree = item && treeOf(file, item)
  if (!tree) return undefined
  const below = steps.slice(splitPath(item.path).steps.length)
  const found = descend(tree, below)
  return found.found === below.length ? found.tree.value : undefined
}

/** What stands at an offset, innermost first: peers, port entries, selectors and rules of policies, and the resource. */
export function partsAt(reading: Reading, file: string, offset: number): readonly Path[] {
  const resource = resourceAt(reading, file, offset)
  if (!resource) return []
  if (resource.kind !== 'NetworkPolicy') return [resource.path]
  return pathsOf(reading, file, offset).filter((path) => path === resource.path || isPart(resource.path, path))
}

/** The resource whose text holds an offset. */
export function resourceAt(reading: Reading, file: string, offset: number): Resource | undefined {
  const item = itemAt(reading, file, offset)?.item
  if (!item || item.resources.length <= 1) return item?.resources[0]
  const paths = pathsOf(reading, file, offset)
  const path = paths.find((one) => item.resources.some((resource) => resource.path === one))
  return item.resources.find((resource) => resource.path === path)
}

/** Every path whose text holds an offset, innermost first; list items reach to the next one. */
export function pathsOf(reading: Reading, file: string, offset: number): readonly Path[] {
  const found = itemAt(reading, file, offset)
  return found ? pathsAt(found.file, found.item, offset) : []
}

function itemAt({ files }: Reading, name: string, offset: number) {
  const file = files.find((one) => one.name === name)
  const item =
    file?.items.find(({ start, end }) => start <= offset && offset < end) ??
    file?.items.find(({ end }) => offset === end)
  return file && item && { file, item }
}

function findItem(file: FileReading, path: Path): Item | undefined {
  const index = itemIndex(file)
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const item = index.get(at)
    if (item) return item
  }
  return undefined
}

const indices = new WeakMap<readonly Item[], ReadonlyMap<ResourcePath, Item>>()

function itemIndex({ items }: FileReading): ReadonlyMap<ResourcePath, Item> {
  const index = indices.get(items) ?? new Map(items.map((item) => [item.path, item]))
  indices.set(items, index)
  return index
}

/** A document that was split into the items of its list: from the first to the last of them. */
function documentSpan(file: FileReading, path: Path): Span {
  const { document } = splitPath(path)
  const whole = file.items.filter((item) => isWithin(item.path, documentPath(file.name, document)))
  const within = whole.filter((item) => isWithin(item.path, path))
  const items = within.length > 0 ? within : whole
  return { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0 }
}

function spanInItem(file: FileReading, item: Item, steps: readonly string[], at: 'key' | 'value'): Span {
  const tree = treeOf(file, item)
  const origin = originOfItem(item)
  if (!tree) return trimmed(file.text, item)
  const found = descend(tree, steps)
  const last = steps.at(-1)
  const isKey = at === 'key' && found.found === steps.length && last !== undefined
  const parent = isKey ? descend(tree, steps.slice(0, -1)).tree : undefined
  const entry = parent?.kind === 'map' && last !== undefined ? parent.entries.get(last) : undefined
  const { start, end } = entry
    ? { start: entry.keyStart, end: entry.keyEnd }
    : visible(found.tree, tree, steps.slice(0, found.found))
  return { start: origin + start, end: origin + end }
}

/** A value nobody wrote (`podSelector:`) is shown by its key. */
function visible(tree: Tree, root: Tree, steps: readonly string[]): Span {
  const last = steps.at(-1)
  if (tree.end > tree.start || last === undefined) return tree
  const parent = descend(root, steps.slice(0, -1)).tree
  const entry = parent.kind === 'map' ? parent.entries.get(last) : undefined
  return entry ? { start: entry.keyStart, end: entry.keyEnd } : tree
}

function originOfItem(item: Item): number {
  const state = stateOf(item)
  return state ? originOf(state.split) : item.start
}

/** The places of an item: kept where they were needed to read it, otherwise read when first asked for. */
function treeOf(file: FileReading, item: Item): Tree | undefined {
  const state = stateOf(item)
  if (!state || state.broken) return undefined
  if (state.tree) return state.tree
  const { tree } = readTree(file.text, state.split)
  if (tree) rememberItem(item, { ...state, tree })
  return tree
}

/** An item's text without the white space around it. */
function trimmed(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end)
  const lead = slice.length - slice.trimStart().length
  if (lead === slice.length) return { start, end }
  return { start: start + lead, end: start + slice.trimEnd().length }
}

function pathsAt(file: FileReading, item: Item, offset: number): readonly Path[] {
  const tree = treeOf(file, item)
  if (!tree) return item.resources.map(({ path }) => path)
  const origin = originOfItem(item)
  const at = offset - origin
  const paths: Path[] = [item.path]
  for (let here = tree, step = stepAt(here, at, file.text, origin); step !== undefined; ) {
    const next = childOf(here, step)
    if (!next) break
    paths.unshift(joinPath(paths[0] ?? item.path, step))
    here = next
    step = stepAt(here, at, file.text, origin)
  }
  return paths
}

function stepAt(tree: Tree, at: number, text: string, origin: number): string | undefined {
  if (tree.kind === 'scalar') return undefined
  if (tree.kind === 'map')
    return lastBefore(
      [...tree.entries].map(([key, { keyStart }]) => [key, keyStart]),
      at,
    )
  let from = tree.start
  const starts = tree.items.map((item, index): [string, number] => {
    // The dash of a list item is a part of it.
    const dash = text.indexOf('-', origin + from) - origin
    from = item.end
    return [String(index), dash >= 0 && dash < item.start ? dash : item.start]
  })
  return lastBefore(starts, at)
}

/** The last of some places that starts at or before `at`. */
function lastBefore(places: readonly (readonly [string, number])[], at: number): string | undefined {
  let best: string | undefined
  let latest = -1
  for (const [step, start] of places) {
    if (start > at || start < latest) continue
    best = step
    latest = start
  }
  return best
}
