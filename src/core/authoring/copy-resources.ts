import { copyDocuments, copyJsonValues, copyListItems } from '../edits/copy-resource.ts'
import { documentAt } from '../edits/document-span.ts'
import { type ItemSource, outlinePath, readOutline } from '../edits/outline.ts'
import type { TextSplice } from '../edits/splices.ts'
import type { FileReading, Item } from '../manifest/reading.ts'
import type { Edit } from '../model/edit.ts'
import { fieldAt } from '../model/json.ts'
import { type ResourcePath, splitPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { type Draft, extendDraft, settleDraft, toEdits } from './draft.ts'
import { isBroken, isJson, listOf, type Standing, sharesDocument, standings } from './plan-context.ts'

/** A draft with copies of resources, and the paths of the copies in the order that was asked for. */
export interface Copied {
  readonly draft: Draft
  readonly paths: readonly ResourcePath[]
}

/**
 * Writes the resources at `paths` once more, byte for byte with their comments: those of one file (or of one list)
 * together, in their order, behind the last of them. Their names are taken until they are changed. Undefined when one is
 * not there, its file is broken, or its text cannot be repeated: the only value of a JSON file, and items of lists that
 * share anchors.
 */
export function copyResources(draft: Draft, paths: readonly ResourcePath[]): Copied | undefined {
  const settled = settleDraft(draft)
  const all = standings(settled.reading)
  const wanted = new Set(paths)
  const found = all.filter(({ resource }) => wanted.has(resource.path))
  if (found.length < wanted.size || found.some(({ file }) => isBroken(file))) return undefined
  const groups = gatherGroups(found)
  const edits = editsOf(groups)
  if (!edits) return undefined
  const next = extendDraft(settled, edits)
  const copies = findCopies(all, groups, standings(next.reading))
  return copies && { draft: next, paths: paths.flatMap((path) => copies.get(path) ?? []) }
}

/** Resources that stand in one list, in one stream of values, or are documents of one file. */
interface Group {
  readonly originals: readonly [Standing, ...Standing[]]
  /** Behind which the copies go. */
  readonly last: Standing
}

function gatherGroups(found: readonly Standing[]): readonly Group[] {
  const gathered = new Map<string, [Standing, ...Standing[]]>()
  for (const standing of found) {
    const key = placeOf(standing)
    const group = gathered.get(key)
    if (group) group.push(standing)
    else gathered.set(key, [standing])
  }
  return [...gathered.values()].map((originals) => ({ originals, last: originals.at(-1) ?? originals[0] }))
}

/** What copies stay inside of. */
function placeOf({ file, item, resource }: Standing): string {
  if (resource.path !== item.path) return parentOf(resource.path)
  const list = listOf(item.path)
  if (list !== undefined) return list
  return sharesDocument(file, item) ? `${file.name}@${documentAt(file.text, item.start).start}` : file.name
}

/** The last places of a file first, so that the offsets of the others stay. */
function editsOf(groups: readonly Group[]): readonly Edit[] | undefined {
  const edits: Edit[] = []
  for (const { originals, last } of [...groups].sort((a, b) => b.last.item.start - a.last.item.start)) {
    const splices = splicesOf(last, originals)
    if (!splices) return undefined
    edits.push(...toEdits(last.file.name, splices))
  }
  return edits
}

function splicesOf(
  { file, item, resource }: Standing,
  originals: Group['originals'],
): readonly TextSplice[] | undefined {
  const sources = originals.flatMap((one) => sourceIn(one) ?? [])
  if (sources.length < originals.length) return undefined
  if (resource.path !== item.path || listOf(item.path) !== undefined) return asList(copyListItems(sources))
  if (isOnlyJsonValue(file, item)) return undefined
  return asList(sharesDocument(file, item) ? copyJsonValues(sources) : copyDocuments(sources))
}

/** Whether an item is all there is in a JSON file: a second value would make it none. YAML in brackets is no JSON file. */
export function isOnlyJsonValue(file: FileReading, item: Item): boolean {
  return file.items.length === 1 && isJson(file, item) && !/\.ya?ml$/i.test(file.name)
}

/** The text of a resource, also of one in a list that is read as a whole. */
function sourceIn({ file, item, resource }: Standing): ItemSource | undefined {
  const source = { text: file.text, start: item.start, end: item.end }
  if (resource.path === item.path) return source
  const steps = splitPath(resource.path).steps.slice(splitPath(item.path).steps.length)
  const root = readOutline(source)
  const own = root && outlinePath(root, steps)?.at(-1)
  return own && { ...source, start: own.start, end: own.end }
}

function asList(splice: TextSplice | undefined): readonly TextSplice[] | undefined {
  return splice && [splice]
}

/** The paths of the copies by those of the originals; undefined when the text does not read as was meant. */
function findCopies(
  before: readonly Standing[],
  groups: readonly Group[],
  after: readonly Standing[],
): ReadonlyMap<ResourcePath, ResourcePath> | undefined {
  const behind = new Map(groups.map(({ last, originals }) => [last, originals]))
  const order = before.flatMap((one) => [
    { one, isCopy: false },
    ...(behind.get(one) ?? []).map((original) => ({ one: original, isCopy: true })),
  ])
  const isAsMeant =
    order.length === after.length &&
    order.every(({ one }, index) => identityOf(one.resource) === identityOf(after[index]?.resource))
  if (!isAsMeant) return undefined
  return new Map(
    order.flatMap(({ one, isCopy }, index) => {
      const path = after[index]?.resource.path
      return isCopy && path !== undefined ? [[one.resource.path, path] as const] : []
    }),
  )
}

function identityOf(resource: Resource | undefined): string {
  return JSON.stringify([resource?.kind, resource && fieldAt(resource.value, 'metadata')])
}

function parentOf(path: ResourcePath): ResourcePath {
  return path.slice(0, path.lastIndexOf('/'))
}
