import type { Reading } from '../manifest/reading.ts'
import type { JsonObject } from '../model/json.ts'
import type { ResourcePath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import { type Draft, settleDraft, startDraft } from './draft.ts'
import { findTwin } from './find-twin.ts'
import { type PolicyGroup, placePolicies } from './place-resource.ts'
import type { Obstacle } from './plan.ts'
import { isNetworkPolicy, type PlanContext, standings } from './plan-context.ts'
import type { PlannedChange } from './planned-change.ts'
import { takenPolicyNames, uniqueName } from './policy-names.ts'
import { removeResources } from './resource-edits.ts'
import { readPlanned, selectorsOf } from './written-selectors.ts'

/** A policy that shall be there; its name gets a number where it is taken. */
export interface NewPolicy {
  readonly name: string
  readonly namespace: string
  /** In the key order of the Kubernetes documentation. */
  readonly spec: JsonObject
  /** A resource beside which it belongs when its namespace has no policies. */
  readonly beside?: ResourcePath
}

/** Policies with their final names, written into a draft. */
export type Written =
  | { readonly kind: 'written'; readonly draft: Draft; readonly manifests: readonly JsonObject[] }
  | { readonly kind: 'refused'; readonly obstacle: Obstacle }

/**
 * Plans new policies, on the text as `draft` left it and without those that stand there already; those they replace are
 * taken out. Refuses what the API server would refuse (V13).
 */
export function planPolicies(
  context: PlanContext,
  label: string,
  policies: readonly NewPolicy[],
  notes: readonly string[] = [],
  draft = startDraft(context),
  replaced: readonly NetworkPolicy[] = [],
): PlannedChange {
  const settled = settleDraft(draft)
  const isGoing = (namespace: string, name: string | undefined) =>
    replaced.some((one) => one.namespace === namespace && one.name === name)
  const twins = policies.map((policy) => {
    const name = findTwin(settled.reading, policy)
    return isGoing(policy.namespace, name) ? undefined : name
  })
  const known = twins.flatMap((name) => name ?? [])
  const isNothing = known.length === policies.length && draft.edits.length === 0 && replaced.length === 0
  if (isNothing) return refuseChange(label, [allThere(known)])
  const missing = policies.filter((_, index) => twins[index] === undefined)
  const written = replacePolicies(settled, missing, replaced)
  if (written.kind === 'refused') return refuseChange(label, [written.obstacle])
  const { policies: planned, problems } = readPlanned(written.manifests)
  if (problems.length > 0) return refuseChange(label, problems.map(notValid))
  const selectors = selectorsOf(context.prepared, planned)
  const said = [...notes, ...known.map((name) => `${name} is there already`), ...noteUnmatched(selectors)]
  return { label, edits: written.draft.edits, obstacles: [], selectors, notes: said }
}

function notValid(words: string): Obstacle {
  return { code: 'not-valid', words }
}

function allThere(names: readonly string[]): Obstacle {
  return { code: 'nothing-to-do', words: `there already: ${names.join(', ')}` }
}

/** A change that is not planned, and why. */
export function refuseChange(label: string, obstacles: readonly Obstacle[]): PlannedChange {
  return { label, obstacles, selectors: [], notes: [] }
}

/** Adds policies where those they replace stand, which go then; their names are free again. */
function replacePolicies(draft: Draft, policies: readonly NewPolicy[], replaced: readonly NetworkPolicy[]): Written {
  const written = writePolicies(draft, policies, replaced)
  if (written.kind === 'refused' || replaced.length === 0) return written
  const after = settleDraft(written.draft)
  const paths = followPolicies(draft.reading, after.reading)
  const removed = removeResources(
    after,
    replaced.flatMap(({ path }) => paths.get(path) ?? []),
  )
  if (removed) return { ...written, draft: removed }
  const names = replaced.map(({ name }) => name).join(', ')
  return { kind: 'refused', obstacle: { code: 'not-expressible', words: `not to be removed where written: ${names}` } }
}

/** Where the policies of a text stand in one that others were added to. */
function followPolicies(before: Reading, after: Reading): ReadonlyMap<ResourcePath, ResourcePath> {
  const rest = policiesOf(before)
  const paths = new Map<ResourcePath, ResourcePath>()
  for (const { path, value } of policiesOf(after)) {
    const [next] = rest
    if (!next || JSON.stringify(next.value) !== JSON.stringify(value)) continue
    paths.set(next.path, path)
    rest.shift()
  }
  return paths
}

function policiesOf(reading: Reading): Resource[] {
  return standings(reading).flatMap(({ resource }) => (isNetworkPolicy(resource) ? [resource] : []))
}

/** Adds policies after the last one of their namespaces, those of a namespace together. Names of `replaced` are free. */
export function writePolicies(
  draft: Draft,
  policies: readonly NewPolicy[],
  replaced: readonly Pick<NetworkPolicy, 'namespace' | 'name'>[] = [],
): Written {
  if (policies.length === 0) return { kind: 'written', draft, manifests: [] }
  const settled = settleDraft(draft)
  const groups = [...groupByNamespace(policies)].map(([namespace, group]): PolicyGroup => {
    const taken = takenPolicyNames(settled.reading, namespace)
    for (const one of replaced) if (one.namespace === namespace) taken.delete(one.name)
    const named = group.map((policy) => {
      const name = uniqueName(policy.name, taken)
      taken.add(name)
      return toManifest(policy, name)
    })
    return { namespace, policies: named, beside: group[0]?.beside }
  })
  const placed = placePolicies(settled, groups)
  if (placed.kind === 'broken') return { kind: 'refused', obstacle: brokenFile(placed.file) }
  return { kind: 'written', draft: placed.draft, manifests: groups.flatMap((group) => group.policies) }
}

function groupByNamespace(policies: readonly NewPolicy[]): ReadonlyMap<string, readonly NewPolicy[]> {
  const groups = new Map<string, NewPolicy[]>()
  for (const policy of policies) groups.set(policy.namespace, [...(groups.get(policy.namespace) ?? []), policy])
  return groups
}

/** That nothing is written into a file that cannot be read. */
export function brokenFile(file: string): Obstacle {
  const words = `${file} cannot be read now: nothing is written into it until it is`
  return { code: 'document-broken', words }
}

/** A policy as it is written. */
export function toManifest({ namespace, spec }: NewPolicy, name: string): JsonObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }
}

function noteUnmatched(selectors: PlannedChange['selectors']): readonly string[] {
  return selectors
    .filter(({ matches }) => matches.length === 0)
    .map(({ words }) => `${words}: matches nothing known yet`)
}
