import { insertItem } from '../edits/insert-part.ts'
import { insertDocuments, insertJsonValues, insertListItems, printDocuments } from '../edits/insert-resource.ts'
import type { FileReading, Item } from '../manifest/reading.ts'
import { fieldAt, type JsonObject } from '../model/json.ts'
import { isWithin, type ResourcePath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { type Draft, editResource, extendDraft, settleDraft, sourceOf, toEdits } from './draft.ts'
import { findStanding, isBroken, isNetworkPolicy, type Standing, standings } from './plan-context.ts'

/** A draft with a resource added, or the name of the file whose broken text is in the way. */
export type Placed =
  | { readonly kind: 'placed'; readonly draft: Draft }
  | { readonly kind: 'broken'; readonly file: string }

/**
 * Adds policies after the last one of their namespace; else after `beside` when its file holds policies; else after the
 * last policy of all; else at the end of the file that holds `beside`: as documents, or as items of the list that their
 * neighbour is in. Where none of these is possible (a JSON file with one object), in `policies.yaml`.
 */
export function placePolicies(
  draft: Draft,
  policies: readonly JsonObject[],
  namespace: string,
  beside?: ResourcePath,
): Placed {
  const known = standings(draft.reading).filter(({ resource }) => isNetworkPolicy(resource))
  const last = known.findLast(({ resource }) => namespaceOf(resource) === namespace)
  const near = last ? undefined : lastBeside(draft, beside)
  const isAmongPolicies = known.some(({ file }) => file === near?.file)
  const neighbour = last ?? (isAmongPolicies ? near : known.at(-1)) ?? near
  return neighbour ? placeAfter(draft, policies, neighbour) : placeInFile(draft, policies)
}

/** Adds policies at the end of `policies.yaml`, which is made when it is not there. */
function placeInFile(draft: Draft, values: readonly JsonObject[]): Placed {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'policies.yaml' : `policies-${count}.yaml`
    const file = draft.reading.files.find((candidate) => candidate.name === name)
    if (!file) return placed(draft, [{ kind: 'createFile', file: name, text: printDocuments(values) }])
    const last = file.items.at(-1)
    if (isBroken(file)) return { kind: 'broken', file: name }
    if (last && !file.items.every((item) => isJson(file, item)))
      return placed(
        draft,
        toEdits(name, [insertDocuments({ ...file, start: last.start, end: file.text.length }, values)]),
      )
  }
}

/** `metadata.namespace` of a resource, `default` where it has none. */
export function namespaceOf({ value }: Resource): string {
  const namespace = fieldAt(value, 'metadata', 'namespace')
  return typeof namespace === 'string' && namespace !== '' ? namespace : 'default'
}

/** The last resource of the file, or of the list, that `beside` is in. */
function lastBeside(draft: Draft, beside: ResourcePath | undefined): Standing | undefined {
  const standing = beside === undefined ? undefined : findStanding(draft.reading, beside)
  if (!standing) return undefined
  const { file, item, resource } = standing
  const list = listOf(item.path) ?? (resource.path === item.path ? undefined : item.path)
  const candidates = list === undefined ? file.items : file.items.filter(({ path }) => isWithin(path, list))
  const last = candidates.at(-1) ?? item
  return {
    file,
    item: last,
    resource: last === item ? resource : (last.resources.at(-1) ?? { ...resource, path: last.path }),
  }
}

function placeAfter(draft: Draft, values: readonly JsonObject[], { file, item, resource }: Standing): Placed {
  if (isBroken(file)) return { kind: 'broken', file: file.name }
  if (listOf(item.path) === undefined && resource.path === item.path) {
    const isAllJson = file.items.every((one) => isJson(file, one))
    if (isAllJson && file.items.length === 1) return placeInFile(draft, values)
    if (!isAllJson)
      return placed(
        draft,
        toEdits(file.name, [insertDocuments(documentSource(file, item), values, examplesIn(draft, file))]),
      )
  }
  if (resource.path !== item.path) return placeInList(draft, values, resource.path)
  const source = sourceOf(draft, file, item)
  const splice =
    listOf(item.path) === undefined
      ? insertJsonValues(source, values)
      : insertListItems(source, values, examplesIn(draft, file))
  return splice ? placed(draft, toEdits(file.name, [splice])) : placeInFile(draft, values)
}

/** At the end of a list that is read as a whole. */
function placeInList(draft: Draft, values: readonly JsonObject[], path: ResourcePath): Placed {
  const list = path.slice(0, path.lastIndexOf('/'))
  const extended = values.reduce<Draft | undefined>(
    (current, value) =>
      current && editResource(current, path, list, (source, steps) => insertItem(source, steps, value)),
    draft,
  )
  return extended ? { kind: 'placed', draft: settleDraft(extended) } : placeInFile(draft, values)
}

/** How many policies of a file show how its author writes them. */
const MOST_EXAMPLES = 3

function examplesIn(draft: Draft, file: FileReading) {
  const policies = file.items.filter(({ resources }) => resources.some(isNetworkPolicy))
  return policies.slice(-MOST_EXAMPLES).map((item) => sourceOf(draft, file, item))
}

function placed(draft: Draft, edits: Parameters<typeof extendDraft>[1]): Placed {
  return { kind: 'placed', draft: extendDraft(draft, edits) }
}

/** The path of the list that an item was split from. */
function listOf(path: ResourcePath): ResourcePath | undefined {
  return /^(.*\/items)\/\d+$/.exec(path)?.[1]
}

function isJson({ text }: FileReading, { start, end }: Item): boolean {
  return /^\s*\{/.test(text.slice(start, Math.min(end, start + 200)))
}

/** A YAML document reaches to the next one; the last to the end of the file. */
function documentSource({ text, items }: FileReading, item: Item) {
  const next = items[items.indexOf(item) + 1]
  return { text, start: item.start, end: next ? Math.max(item.end, lineStart(text, next.start)) : text.length }
}

/** The start of the line of a `---` that `offset` stands on or just behind. */
function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}
