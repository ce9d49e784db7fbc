import type { Diagnostic } from '../model/diagnostic.ts'
import { field, isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import { splitPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { givenName, namespaceOf } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { canonicalGroup, isCore } from './workload-kinds.ts'

/** What is left of resources when each name is taken once (VAL-10). */
export interface Distinct {
  /** In document order. */
  readonly resources: readonly Resource[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Of several resources with one kind, namespace and name the last stays: files by name, then document order, as
 * `kubectl apply` would leave it. A stale one yields to any that is written now.
 */
export function dropDuplicates(resources: readonly Resource[]): Distinct {
  const diagnostics: Diagnostic[] = []
  const dropped = new Set<Resource>()
  for (const rivals of groupByIdentity(resources)) {
    const current = rivals.filter(({ stale }) => !stale)
    const ordered = (current.length > 0 ? current : rivals).toSorted(compareByApplying)
    const last = ordered.at(-1)
    for (const rival of rivals) if (rival !== last) dropped.add(rival)
    if (current.length > 0) for (const diagnostic of explain(ordered)) diagnostics.push(diagnostic)
  }
  return { resources: resources.filter((resource) => !dropped.has(resource)), diagnostics }
}

function groupByIdentity(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  const rivals = new Map<string, Resource[]>()
  for (const resource of resources) {
    const key = identityOf(resource)
    if (key === undefined) continue
    const known = rivals.get(key)
    if (known) known.push(resource)
    else rivals.set(key, [resource])
  }
  return [...rivals.values()].filter((group) => group.length > 1)
}

/** Equal for resources that take each other's place; undefined for one that only its place identifies. */
const identityOf = perResource((resource): string | undefined => {
  const name = givenName(resource)
  if (name === undefined) return undefined
  const scope = isClusterWide(resource) ? '' : namespaceOf(resource)
  return [canonicalGroup(resource.kind, resource.apiVersion), resource.kind, scope, name].join('\n')
})

function isClusterWide(resource: Resource): boolean {
  return isCore(resource, 'Namespace') || isCore(resource, 'Node')
}

/** The order in which `kubectl apply -f folder` meets them. */
function compareByApplying(a: Resource, b: Resource): number {
  const [left, right] = [splitPath(a.path), splitPath(b.path)]
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  if (left.document !== right.document) return left.document - right.document
  const depth = Math.max(left.steps.length, right.steps.length)
  for (let index = 0; index < depth; index += 1) {
    const difference = Number(left.steps[index] ?? -1) - Number(right.steps[index] ?? -1)
    if (difference) return difference
  }
  return 0
}

function explain(ordered: readonly Resource[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const comparables = ordered.map(toComparable)
  ordered.forEach((later, index) => {
    const earlier = ordered[index - 1]
    if (earlier === undefined) return
    if (comparables[index - 1] === comparables[index]) diagnostics.push(merged(later, earlier))
    else diagnostics.push(...conflict(later, earlier))
  })
  return diagnostics
}

function merged(later: Resource, earlier: Resource): Diagnostic {
  const message = `${describe(later)} is the same as in ${placeOf(earlier)}: read once`
  return { code: 'VAL-10', severity: 'info', message, place: { kind: 'path', path: later.path } }
}

function conflict(later: Resource, earlier: Resource): readonly Diagnostic[] {
  const name = describe(later)
  return [
    {
      code: 'VAL-10',
      severity: later.policy ? 'error' : 'warning',
      message: `${name} is already defined differently in ${placeOf(earlier)}; this later one is in force`,
      place: { kind: 'path', path: later.path },
    },
    {
      code: 'VAL-10',
      severity: 'info',
      message: `${name} is overwritten by the one in ${placeOf(later)}`,
      place: { kind: 'path', path: earlier.path },
    },
  ]
}

function describe(resource: Resource): string {
  const scope = isClusterWide(resource) ? '' : `${namespaceOf(resource)}/`
  return `${resource.kind} ${scope}${givenName(resource) ?? ''}`
}

/** For people: `dump.yaml, document 1, item 3`. */
function placeOf({ path }: Resource): string {
  const { file, document, steps } = splitPath(path)
  const items = steps.filter((step) => step !== 'items').map((step) => `, item ${Number(step) + 1}`)
  return `${file}, document ${document + 1}${items.join('')}`
}

/** Set by the server or by `kubectl`, never by the author. */
const SERVER_METADATA: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
])

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

function toComparable(resource: Resource): string {
  const { apiVersion: _, status: __, metadata, ...rest } = resource.value
  const own = isObject(metadata) ? omit(metadata, (key) => SERVER_METADATA.has(key) || key === 'annotations') : {}
  const written = field(metadata, 'annotations')
  const annotations = isObject(written) ? omit(written, (key) => key === LAST_APPLIED) : {}
  const scope = isClusterWide(resource) ? {} : { namespace: namespaceOf(resource) }
  const withAnnotations = Object.keys(annotations).length > 0 ? { annotations } : {}
  return toCanonical({ ...rest, metadata: { ...own, ...scope, ...withAnnotations } })
}

function omit(object: JsonObject, isDropped: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !isDropped(key)))
}

/** JSON with sorted keys and without null fields, which are as good as absent (YML-8). */
function toCanonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.keys(value)
    .filter((key) => value[key] !== null)
    .sort()
  return `{${entries.map((key) => `${JSON.stringify(key)}:${toCanonical(value[key] ?? null)}`).join()}}`
}
