import { documentAt } from '../edits/document-span.ts'
import { removeItems } from '../edits/remove-items.ts'
import { removeDocument, removeJsonValue, removeListItem } from '../edits/remove-resource.ts'
import { setValue } from '../edits/set-value.ts'
import { spliceText, type TextSplice } from '../edits/splices.ts'
import type { FileReading, Item } from '../manifest/reading.ts'
import type { Edit } from '../model/edit.ts'
import { type ResourcePath, splitPath } from '../model/path.ts'
import { type Draft, extendDraft, settleDraft, toEdits } from './draft.ts'
import { isBroken, listOf, type Standing, sharesDocument, standings } from './plan-context.ts'

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
  if (hasOthers) {
    const splice = removeListItem({ text: left.text, start: item.start, end: item.end })
    return splice && [splice]
  }
  const { start, end } = documentAt(left.text, item.start)
  return setValue({ text: left.text, start, end }, ['items'], [])
}
