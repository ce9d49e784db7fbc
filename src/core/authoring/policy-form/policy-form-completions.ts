import type { Workload } from '../../model/cluster.ts'
import type { Labels } from '../../model/selector.ts'
import { isLasting } from '../connect/choose-labels.ts'
import type { PlanContext } from '../plan-context.ts'

/** Whose labels are completed: pods of one namespace or of all, or namespaces. */
export type LabelOwners = { readonly kind: 'pods'; readonly namespace?: string } | { readonly kind: 'namespaces' }

/** A label key or value that the document has. */
export interface Completion {
  readonly text: string
  /** How many workloads, or namespaces, have it. */
  readonly count: number
}

/** Label keys to choose from: those that survive a rollout first, then by how many have them. */
export function completeKeys(context: PlanContext, owners: LabelOwners): readonly Completion[] {
  const keys = count(labelSets(context, owners).map((sets) => new Set(sets.flatMap((labels) => [...labels.keys()]))))
  const isRanked = ({ text }: Completion) =>
    owners.kind === 'namespaces' || workloadsOf(context, owners).some((workload) => isLasting(workload, text))
  return [...keys.filter(isRanked), ...keys.filter((key) => !isRanked(key))]
}

/** Values that a label key has, the most frequent first. */
export function completeValues(context: PlanContext, owners: LabelOwners, key: string): readonly Completion[] {
  return count(labelSets(context, owners).map((sets) => new Set(sets.flatMap((labels) => labels.get(key) ?? []))))
}

/** The namespaces of the document, declared or used. */
export function completeNamespaces({ prepared }: PlanContext): readonly string[] {
  return [...prepared.cluster.namespaces.keys()].sort()
}

/** Per workload the labels of its pods; per namespace its own. */
function labelSets(context: PlanContext, owners: LabelOwners): readonly (readonly Labels[])[] {
  const { cluster, namespaceLabels } = context.prepared
  if (owners.kind === 'namespaces') return [...cluster.namespaces.keys()].map((name) => [namespaceLabels(name)])
  return workloadsOf(context, owners).map(({ pods }) => pods.map(({ labels }) => labels))
}

function workloadsOf({ prepared }: PlanContext, owners: Extract<LabelOwners, { kind: 'pods' }>): readonly Workload[] {
  return prepared.cluster.workloads.filter(
    ({ namespace }) => owners.namespace === undefined || namespace === owners.namespace,
  )
}

/** Each text with how many sets hold it, the most frequent first, then in the order of the alphabet. */
function count(sets: readonly ReadonlySet<string>[]): readonly Completion[] {
  const counts = new Map<string, number>()
  for (const text of sets.flatMap((set) => [...set])) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .map(([text, one]) => ({ text, count: one }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
}
