import type { JsonObject } from '../model/json.ts'
import type { ResourcePath } from '../model/path.ts'
import { type Draft, settleDraft, startDraft } from './draft.ts'
import { findTwin } from './find-twin.ts'
import { type PolicyGroup, placePolicies } from './place-resource.ts'
import type { Obstacle } from './plan.ts'
import type { PlanContext } from './plan-context.ts'
import type { PlannedChange } from './planned-change.ts'
import { takenPolicyNames, uniqueName } from './policy-names.ts'
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
 * Plans new policies, on the text as `draft` left it and without those that stand there already; refuses what the API
 * server would refuse (V13).
 */
export function planPolicies(
  context: PlanContext,
  label: string,
  policies: readonly NewPolicy[],
  notes: readonly string[] = [],
  draft = startDraft(context),
): PlannedChange {
  const settled = settleDraft(draft)
  const twins = policies.map((policy) => findTwin(settled.reading, policy))
  const known = twins.flatMap((name) => name ?? [])
  if (known.length === policies.length && draft.edits.length === 0) return refuseChange(label, [allThere(known)])
  const written = writePolicies(
    settled,
    policies.filter((_, index) => twins[index] === undefined),
  )
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

/** Adds policies after the last one of their namespaces, those of a namespace together. */
export function writePolicies(draft: Draft, policies: readonly NewPolicy[]): Written {
  const settled = settleDraft(draft)
  const groups = [...groupByNamespace(policies)].map(([namespace, group]): PolicyGroup => {
    const taken = takenPolicyNames(settled.reading, namespace)
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
