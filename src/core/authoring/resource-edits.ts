import { copyDocument, copyJsonValue, copyListItem } from '../edits/copy-resource.ts'
import { documentAt } from '../edits/document-span.ts'
import { insertItem } from '../edits/insert-part.ts'
import { removeItems } from '../edits/remove-items.ts'
import { removeDocument, removeJsonValue, removeListItem } from '../edits/remove-resource.ts'
import { setValue } from '../edits/set-value.ts'
import type { TextSplice } from '../edits/splices.ts'
import type { FileReading, Item } from '../manifest/reading.ts'
import { documentPath, joinPath, type ResourcePath, splitPath } from '../model/path.ts'
import { type Draft, editResource, extendDraft, settleDraft, sourceOf, toEdits } from './draft.ts'
import { findStanding, isBroken, type Standing } from './plan-context.ts'

/**
 * Takes the resource at `path` out of the text: its YAML document with `---`, its item of a list, its JSON value; a file
 * that then holds nothing goes too. Paths of resources behind it in its file change: of several, remove the last first.
 * Undefined when it is not there, its file is broken, or other places share its text (aliases).
 */
export function removeResource(draft: Draft, path: ResourcePath): Draft | undefined {
  const settled = settleDraft(draft)
  const standing = findStanding(settled.reading, path)
  if (!standing || isBroken(standing.file)) return undefined
  const { file, item } = standing
  if (standing.resource.path !== item.path) return removeFromItem(settled, standing)
  if (listOf(item.path) !== undefined) return removeFromList(settled, file, item)
  const source = sourceOf(settled, file, item)
  if (!sharesDocument(file, item)) return spliceOrDelete(settled, file, removeDocument(source))
  return spliceOrDelete(settled, file, removeJsonValue(source))
}

/** A draft with a copy of a resource, and the path of the copy. */
export interface Copied {
  readonly draft: Draft
  readonly path: ResourcePath
}

/**
 * Writes the resource at `path` once more right behind it, byte for byte with its comments; its name is taken until it
 * is changed. Undefined when it is not there, its file is broken, or its text cannot be repeated: the only value of a JSON
 * file, and items of lists that share anchors.
 */
export function copyResource(draft: Draft, path: ResourcePath): Copied | undefined {
  const settled = settleDraft(draft)
  const standing = findStanding(settled.reading, path)
  if (!standing || isBroken(standing.file)) return undefined
  const splices = copyOf(settled, standing)
  if (!splices) return undefined
  const next = extendDraft(settled, toEdits(standing.file.name, splices))
  const copy = pathBehind(standing)
  return findStanding(next.reading, copy) ? { draft: next, path: copy } : undefined
}

function copyOf(draft: Draft, { file, item, resource }: Standing): readonly TextSplice[] | undefined {
  const source = sourceOf(draft, file, item)
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

/** Where the resource right behind another one has its place. */
function pathBehind({ file, resource }: Standing): ResourcePath {
  const { document, steps } = splitPath(resource.path)
  const last = steps.at(-1)
  if (last === undefined) return documentPath(file.name, document + 1)
  return joinPath(documentPath(file.name, document), ...steps.slice(0, -1), Number(last) + 1)
}

/** Whether a resource is the last of the list that its item is. */
function isLastOf({ resources }: Item, path: ResourcePath): boolean {
  return resources.at(-1)?.path === path
}

/** Takes a resource out of the list in which it is read together with others. */
function removeFromItem(draft: Draft, { resource }: Standing): Draft | undefined {
  const list = resource.path.slice(0, resource.path.lastIndexOf('/'))
  const index = Number(splitPath(resource.path).steps.at(-1))
  const changed = editResource(draft, resource.path, list, (source, steps) => removeItems(source, steps, [index]))
  return changed && settleDraft(changed)
}

/** An item goes; the last one of its list leaves `[]`. */
function removeFromList(draft: Draft, file: FileReading, item: Item): Draft | undefined {
  const list = listOf(item.path) ?? ''
  const hasOthers = file.items.some((other) => other !== item && listOf(other.path) === list)
  if (hasOthers) {
    const splice = removeListItem(sourceOf(draft, file, item))
    return splice && extendDraft(draft, toEdits(file.name, [splice]))
  }
  const { start, end } = documentAt(file.text, item.start)
  const splices = setValue({ text: file.text, start, end }, ['items'], [])
  return splices && extendDraft(draft, toEdits(file.name, splices))
}

/** The edit of a file, or its end when it would hold nothing. */
function spliceOrDelete(draft: Draft, file: FileReading, splice: TextSplice): Draft {
  const rest = file.text.slice(0, splice.start) + splice.text + file.text.slice(splice.end)
  const isNothing = rest.replace(/^---[ \t]*$/gm, '').trim() === ''
  return extendDraft(draft, isNothing ? [{ kind: 'deleteFile', file: file.name }] : toEdits(file.name, [splice]))
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
