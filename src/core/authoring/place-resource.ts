import { documentAt } from '../edits/document-span.ts'
import { insertItem } from '../edits/insert-part.ts'
import { insertDocuments, insertJsonValues, insertListItems, printDocuments } from '../edits/insert-resource.ts'
import type { ItemSource } from '../edits/outline.ts'
import type { TextSplice } from '../edits/splices.ts'
import type { FileReading, Item } from '../manifest/reading.ts'
import type { Edit } from '../model/edit.ts'
import { fieldAt, type JsonObject } from '../model/json.ts'
import { isWithin, type ResourcePath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { type Draft, editResource, extendDraft, settleDraft, sourceOf, toEdits } from './draft.ts'
import { findStanding, isBroken, isJson, isNetworkPolicy, listOf, type Standing, standings } from './plan-context.ts'

/** A draft with a resource added, or the name of the file whose broken text is in the way. */
export type Placed =
  | { readonly kind: 'placed'; readonly draft: Draft }
  | { readonly kind: 'broken'; readonly file: string }

/** Policies of one namespace. */
export interface PolicyGroup {
  readonly namespace: string
  readonly policies: readonly JsonObject[]
  /** A resource beside which they belong when the namespace has no policies. */
  readonly beside?: ResourcePath | undefined
}

/**
 * Adds policies after the last one of their namespace; else after `beside` when its file holds policies; else after the
 * last policy of all; else at the end of the file that holds `beside`: as documents, or as items of the list that their
 * neighbour is in. Where none of these is possible (a JSON file with one object), in `policies.yaml`. All groups are
 * placed by the text as it is, so that a large one is read again only once.
 */
export function placePolicies(draft: Draft, groups: readonly PolicyGroup[]): Placed {
  const settled = settleDraft(draft)
  const neighbourhoods = gatherNeighbours(settled, groups)
  const placements = neighbourhoods.map(({ neighbour, values }) =>
    neighbour ? placeAfter(settled, values, neighbour) : placeInFile(settled, values),
  )
  const broken = placements.find((placement) => placement.kind === 'broken')
  if (broken) return broken
  const isIndependent = placements.every((placement) => placement.kind === 'beside')
  if (isIndependent || placements.length === 1) return finish(settled, placements)
  return groups.reduce<Placed>(
    (current, group) => (current.kind === 'placed' ? placePolicies(current.draft, [group]) : current),
    { kind: 'placed', draft: settled },
  )
}

/** How policies are added at one place. */
type Placement =
  /** Behind a neighbour, wherever others are added behind theirs. */
  | { readonly kind: 'beside'; readonly edits: readonly Edit[] }
  | { readonly kind: 'in-file'; readonly edits: readonly Edit[] }
  /** In a list that is read as a whole. */
  | { readonly kind: 'in-list'; readonly draft: Draft }
  | Extract<Placed, { kind: 'broken' }>

function finish(draft: Draft, placements: readonly Placement[]): Placed {
  const [first] = placements
  if (first?.kind === 'in-list') return { kind: 'placed', draft: settleDraft(first.draft) }
  const edits = placements.flatMap((placement) => ('edits' in placement ? placement.edits : []))
  return { kind: 'placed', draft: extendDraft(draft, edits) }
}

interface Neighbourhood {
  readonly neighbour: Standing | undefined
  readonly values: readonly JsonObject[]
}

/** Groups with one neighbour together, the last place of a file first, so that the offsets of the others stay. */
function gatherNeighbours(draft: Draft, groups: readonly PolicyGroup[]): readonly Neighbourhood[] {
  const known = standings(draft.reading).filter(({ resource }) => isNetworkPolicy(resource))
  const gathered = new Map<ResourcePath | undefined, Neighbourhood>()
  for (const group of groups) {
    const neighbour = findNeighbour(draft, known, group)
    const path = neighbour?.resource.path
    const values = [...(gathered.get(path)?.values ?? []), ...group.policies]
    gathered.set(path, { neighbour, values })
  }
  return [...gathered.values()].sort((a, b) => (b.neighbour?.item.start ?? 0) - (a.neighbour?.item.start ?? 0))
}

function findNeighbour(
  draft: Draft,
  known: readonly Standing[],
  { namespace, beside }: PolicyGroup,
): Standing | undefined {
  const last = known.findLast(({ resource }) => namespaceOf(resource) === namespace)
  const near = last ? undefined : lastBeside(draft, beside)
  const isAmongPolicies = known.some(({ file }) => file === near?.file)
  return last ?? (isAmongPolicies ? near : known.at(-1)) ?? near
}

/** Adds policies at the end of `policies.yaml`, which is made when it is not there. */
function placeInFile(draft: Draft, values: readonly JsonObject[]): Placement {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'policies.yaml' : `policies-${count}.yaml`
    const file = draft.reading.files.find((candidate) => candidate.name === name)
    const text = printDocuments(values)
    if (!file) return { kind: 'in-file', edits: [{ kind: 'createFile', file: name, text }] }
    const last = file.items.at(-1)
    if (isBroken(file)) return { kind: 'broken', file: name }
    if (!last || file.items.every((item) => isJson(file, item))) continue
    const splice = insertDocuments({ ...file, start: last.start, end: file.text.length }, values)
    return { kind: 'in-file', edits: toEdits(name, [splice]) }
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

function placeAfter(draft: Draft, values: readonly JsonObject[], { file, item, resource }: Standing): Placement {
  if (isBroken(file)) return { kind: 'broken', file: file.name }
  if (listOf(item.path) === undefined && resource.path === item.path) {
    const isAllJson = file.items.every((one) => isJson(file, one))
    if (isAllJson && file.items.length === 1) return placeInFile(draft, values)
    if (!isAllJson)
      return besideNeighbour(file, insertDocuments(documentSource(file, item), values, examplesIn(draft, file)))
  }
  if (resource.path !== item.path) return placeInList(draft, values, resource.path)
  const source = sourceOf(draft, file, item)
  const splice =
    listOf(item.path) === undefined
      ? insertJsonValues(source, values)
      : insertListItems(source, values, examplesIn(draft, file))
  return splice ? besideNeighbour(file, splice) : placeInFile(draft, values)
}

function besideNeighbour({ name }: FileReading, splice: TextSplice): Placement {
  return { kind: 'beside', edits: toEdits(name, [splice]) }
}

/** At the end of a list that is read as a whole. */
function placeInList(draft: Draft, values: readonly JsonObject[], path: ResourcePath): Placement {
  const list = path.slice(0, path.lastIndexOf('/'))
  const extended = values.reduce<Draft | undefined>(
    (current, value) =>
      current && editResource(current, path, list, (source, steps) => insertItem(source, steps, value)),
    draft,
  )
  return extended ? { kind: 'in-list', draft: extended } : placeInFile(draft, values)
}

/** How many policies of a file show how its author writes them. */
const MOST_EXAMPLES = 3

function examplesIn(draft: Draft, file: FileReading) {
  const policies = file.items.filter(({ resources }) => resources.some(isNetworkPolicy))
  return policies.slice(-MOST_EXAMPLES).map((item) => sourceOf(draft, file, item))
}

/** A YAML document reaches to the next one, which may be a list whose items are read one by one. */
function documentSource({ text }: FileReading, { start }: Item): ItemSource {
  return { text, start, end: documentAt(text, start).end }
}
