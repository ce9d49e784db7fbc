import { insertItem } from '../edits/insert-part.ts'
import { insertDocument, insertJsonValue, insertListItem } from '../edits/insert-resource.ts'
import { PLAIN_STYLE, printBlock } from '../edits/print-block.ts'
import type { TextSplice } from '../edits/splices.ts'
import type { FileReading, Item } from '../manifest/reading.ts'
import { fieldAt, type JsonObject } from '../model/json.ts'
import { isWithin, type ResourcePath, splitPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { type Draft, extendDraft, sourceOf, toEdits } from './draft.ts'
import { findStanding, isBroken, isNetworkPolicy, type Standing, standings } from './plan-context.ts'

/** A draft with a resource added, or the name of the file whose broken text is in the way. */
export type Placed =
  | { readonly kind: 'placed'; readonly draft: Draft }
  | { readonly kind: 'broken'; readonly file: string }

/**
 * Adds a policy after the last one of its namespace, else at the end of the file that holds `beside`: as a document, or
 * as an item of the list that its neighbour is in. Where neither is possible (a JSON file with one object), in
 * `policies.yaml`.
 */
export function placePolicy(draft: Draft, policy: JsonObject, namespace: string, beside?: ResourcePath): Placed {
  const last = standings(draft.reading).findLast(
    ({ resource }) => isNetworkPolicy(resource) && namespaceOf(resource) === namespace,
  )
  const neighbour = last ?? lastBeside(draft, beside)
  return neighbour ? placeAfter(draft, policy, neighbour) : placeInFile(draft, policy, 'policies')
}

/** Adds a resource at the end of the YAML file `<stem>.yaml`, which is made when it is not there. */
export function placeInFile(draft: Draft, value: JsonObject, stem: string): Placed {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `${stem}.yaml` : `${stem}-${count}.yaml`
    const file = draft.reading.files.find((candidate) => candidate.name === name)
    if (!file)
      return placed(draft, [{ kind: 'createFile', file: name, text: `${printBlock(value, PLAIN_STYLE).join('\n')}\n` }])
    const last = file.items.at(-1)
    if (isBroken(file)) return { kind: 'broken', file: name }
    if (last && !file.items.every((item) => isJson(file, item)))
      return placed(
        draft,
        toEdits(name, [insertDocument({ text: file.text, start: last.start, end: file.text.length }, value)]),
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

function placeAfter(draft: Draft, value: JsonObject, { file, item, resource }: Standing): Placed {
  if (isBroken(file)) return { kind: 'broken', file: file.name }
  if (listOf(item.path) === undefined && resource.path === item.path) {
    const isAllJson = file.items.every((one) => isJson(file, one))
    if (isAllJson && file.items.length === 1) return placeInFile(draft, value, 'policies')
    if (!isAllJson)
      return placed(draft, toEdits(file.name, [insertDocument(documentSource(file, item), value, examplesIn(file))]))
  }
  const splices = besideInText(file, item, resource, value)
  return splices ? placed(draft, toEdits(file.name, splices)) : placeInFile(draft, value, 'policies')
}

function besideInText(
  file: FileReading,
  item: Item,
  resource: Resource,
  value: JsonObject,
): readonly TextSplice[] | undefined {
  const source = sourceOf(file, item)
  if (resource.path !== item.path) {
    const steps = splitPath(resource.path).steps.slice(splitPath(item.path).steps.length, -1)
    return insertItem(source, steps, value)
  }
  const splice =
    listOf(item.path) === undefined ? insertJsonValue(source, value) : insertListItem(source, value, examplesIn(file))
  return splice && [splice]
}

/** How many policies of a file show how its author writes them. */
const MOST_EXAMPLES = 3

function examplesIn(file: FileReading) {
  const policies = file.items.filter(({ resources }) => resources.some(isNetworkPolicy))
  return policies.slice(-MOST_EXAMPLES).map((item) => sourceOf(file, item))
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
