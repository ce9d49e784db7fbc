import { copyDocument, copyJsonValue, copyListItem } from '../edits/copy-resource.ts'
import { documentAt } from '../edits/document-span.ts'
import { insertItem } from '../edits/insert-part.ts'
import { removeItems } from '../edits/remove-items.ts'
import { removeDocument, removeJsonValue, removeListItem } from '../edits/remove-resource.ts'
import { setValue } from '../edits/set-value.ts'
import { spliceText, type TextSplice } from '../edits/splices.ts'
import type { FileReading, Item } from '../manifest/reading.ts'
import type { Edit } from '../model/edit.ts'
import { fieldAt } from '../model/json.ts'
import { documentPath, joinPath, type ResourcePath, splitPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { type Draft, extendDraft, settleDraft, toEdits } from './draft.ts'
import { findStanding, isBroken, type Standing, standings } from './plan-context.ts'

/**
 * Takes the resource at `path` out of the text: its YAML document with `---`, its item of a list, its JSON value; a file
 * that then holds nothing goes too. Paths of resources behind it in its file change: remove several at once. Undefined
 * when it is not there, its file is broken, or other places share its text (aliases).
 */
export function removeResource(draft: Draft, path: ResourcePath): Draft | undefined {
  return removeResources(draft, [path])
}

/** As {@link removeResource}, for several resources; undefined when one of them stays. */
export function removeResources(draft: Draft, paths: readonly ResourcePath[]): Draft | undefined {
  const settled = settleDraft(draft)
  const wanted = new Set(paths)
  const found = standings(settled.reading).filter(({ resource }) => wanted.has(resource.path))
  if (found.length < wanted.size || found.some(({ file }) => isBroken(file))) return undefined
  const files = [...new Set(found.map(({ file }) => file))]
  const removed = files.map((file) =>
    removeFromFile(
      file,
      found.filter((standing) => standing.file === file),
    ),
  )
  if (removed.some((edits) => edits === undefined)) return undefined
  return extendDraft(
    settled,
    removed.flatMap((edits) => edits ?? []),
  )
}

/** The last ones first, so that the offsets of the others stay. */
function removeFromFile(file: FileReading, found: readonly Standing[]): readonly Edit[] | undefined {
  let left = file
  const edits: Edit[] = []
  for (const standing of found.toReversed()) {
    const splices = removalOf(left, standing)
    if (!splices) return undefined
    edits.push(...toEdits(file.name, splices))
    left = { ...left, text: spliceText(left.text, splices), items: itemsLeft(left, standing, splices) }
  }
  const isNothing = left.text.replace(/^---[ \t]*$/gm, '').trim() === ''
  return isNothing ? [{ kind: 'deleteFile', file: file.name }] : edits
}

/** An item in which several resources are read stays, and shrinks. */
function itemsLeft(
  { items }: FileReading,
  { item, resource }: Standing,
  splices: readonly TextSplice[],
): readonly Item[] {
  if (resource.path === item.path) return items.filter(({ path }) => path !== item.path)
  const growth = splices.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0)
  return items.map((one) => (one.path === item.path ? { ...one, end: one.end + growth } : one))
}

/** How a resource is taken out of what is left of its file. */
function removalOf(left: FileReading, { item: { path }, resource }: Standing): readonly TextSplice[] | undefined {
  const item = left.items.find((one) => one.path === path)
  if (!item) return undefined
  const source = { text: left.text, start: item.start, end: item.end }
  if (resource.path !== path) {
    const steps = splitPath(resource.path).steps.slice(splitPath(path).steps.length)
    return removeItems(source, steps.slice(0, -1), [Number(steps.at(-1))])
  }
  if (listOf(path) !== undefined) return removalFromList(left, item)
  return [sharesDocument(left, item) ? removeJsonValue(source) : removeDocument(source)]
}

/** An item goes; the last one of its list leaves `[]`. */
function removalFromList(left: FileReading, item: Item): readonly TextSplice[] | undefined {
  const list = listOf(item.path) ?? ''
  const hasOthers = left.items.some((other) => other !== item && listOf(other.path) === list)
  if (hasOthers) return asList(removeListItem({ text: left.text, start: item.start, end: item.end }))
  const { start, end } = documentAt(left.text, item.start)
  return setValue({ text: left.text, start, end }, ['items'], [])
}

/** A draft with copies of resources, and the paths of the copies in the order that was asked for. */
export interface Copied {
  readonly draft: Draft
  readonly paths: readonly ResourcePath[]
}

/**
 * Writes the resources at `paths` once more, each right behind itself, byte for byte with its comments; their names are
 * taken until they are changed. Undefined when one is not there, its file is broken, or its text cannot be repeated: the
 * only value of a JSON file, and items of lists that share anchors.
 */
export function copyResources(draft: Draft, paths: readonly ResourcePath[]): Copied | undefined {
  const settled = settleDraft(draft)
  const wanted = new Set(paths)
  const found = standings(settled.reading).filter(({ resource }) => wanted.has(resource.path))
  if (found.length < wanted.size || found.some(({ file }) => isBroken(file))) return undefined
  const files = [...new Set(found.map(({ file }) => file))]
  const copied = files.map((file) =>
    copyInFile(
      file,
      found.filter((standing) => standing.file === file),
    ),
  )
  if (copied.some((edits) => edits === undefined)) return undefined
  const next = extendDraft(
    settled,
    copied.flatMap((edits) => edits ?? []),
  )
  const copies = paths.map((path) => pathOfCopy(path, paths))
  const isThere = copies.every((copy, index) => isCopy(next, copy, findStanding(settled.reading, paths[index] ?? '')))
  return isThere ? { draft: next, paths: copies } : undefined
}

/** The last ones first, so that the offsets of the others stay. */
function copyInFile(file: FileReading, found: readonly Standing[]): readonly Edit[] | undefined {
  let left = file
  const edits: Edit[] = []
  for (const standing of found.toReversed()) {
    const splices = copyOf(left, standing)
    if (!splices) return undefined
    edits.push(...toEdits(file.name, splices))
    left = { ...left, text: spliceText(left.text, splices) }
  }
  return edits
}

function copyOf(file: FileReading, { item, resource }: Standing): readonly TextSplice[] | undefined {
  const source = { text: file.text, start: item.start, end: item.end }
  if (resource.path !== item.path) {
    const steps = splitPath(resource.path).steps.slice(splitPath(item.path).steps.length, -1)
    return isLastOf(item, resource.path) ? insertItem(source, steps, resource.value) : undefined
  }
  if (listOf(item.path) !== undefined) return asList(copyListItem(source))
  const isAllJson = file.items.every((one) => isJson(file, one))
  if (isAllJson && file.items.length === 1) return undefined
  return sharesDocument(file, item) ? asList(copyJsonValue(source)) : [copyDocument(source)]
}

function asList(splice: TextSplice | undefined): readonly TextSplice[] | undefined {
  return splice && [splice]
}

/** Where the copy of a resource has its place, once the others of `all` in its file and its list have theirs. */
function pathOfCopy(path: ResourcePath, all: readonly ResourcePath[]): ResourcePath {
  const { file, document, steps } = splitPath(path)
  const own = all.map(splitPath).filter((other) => other.file === file)
  const shift = own.filter((other) => other.steps.length === 0 && other.document < document).length
  const last = steps.at(-1)
  if (last === undefined) return documentPath(file, document + shift + 1)
  const list = steps.slice(0, -1)
  const before = own.filter(
    (other) =>
      other.document === document &&
      other.steps.slice(0, -1).join('/') === list.join('/') &&
      Number(other.steps.at(-1)) < Number(last),
  )
  return joinPath(documentPath(file, document + shift), ...list, Number(last) + before.length + 1)
}

function isCopy({ reading }: Draft, path: ResourcePath, original: Standing | undefined): boolean {
  const copy = findStanding(reading, path)?.resource
  return copy !== undefined && original !== undefined && identityOf(copy) === identityOf(original.resource)
}

function identityOf({ kind, value }: Resource): string {
  return JSON.stringify([kind, fieldAt(value, 'metadata')])
}

/** Whether a resource is the last of the list that its item is. */
function isLastOf({ resources }: Item, path: ResourcePath): boolean {
  return resources.at(-1)?.path === path
}

/** Whether the YAML document that an item stands in holds other values too: a stream of JSON values. */
function sharesDocument({ text, items }: FileReading, item: Item): boolean {
  const { start, end } = documentAt(text, item.start)
  return items.some((other) => other !== item && start <= other.start && other.start < end)
}

/** The path of the list that an item was split from. */
function listOf(path: ResourcePath): ResourcePath | undefined {
  return /^(.*\/items)\/\d+$/.exec(path)?.[1]
}

function isJson({ text }: FileReading, { start, end }: Item): boolean {
  return /^\s*\{/.test(text.slice(start, Math.min(end, start + 200)))
}
