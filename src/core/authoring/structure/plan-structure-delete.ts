import { nameOf } from '../../inventory/object-meta.ts'
import { assertNever } from '../../model/assert-never.ts'
import type { Workload } from '../../model/cluster.ts'
import type { Resource } from '../../model/resource.ts'
import { startDraft } from '../draft.ts'
import { findStanding, isNetworkPolicy, type PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { refuseChange } from '../write-policies.ts'
import { findDependents, seenAs } from './structure-dependents.ts'
import { removeAll, toChange } from './structure-edit.ts'
import { declarationsOf, familyOf, residentsOf, type StructureTarget, textsOfPolicy } from './structure-find.ts'
import { gone } from './structure-names.ts'
import { findNameReferences, namePolicies } from './structure-references.ts'
import { servicesOf } from './structure-services.ts'

/** Takes something out of the document. */
export interface DeleteIntention {
  readonly kind: 'delete'
  readonly target: StructureTarget
}

/**
 * Plans a deletion: of a namespace with everything that lies in it, of a workload with the pods it controls, of a policy
 * with all texts of its name. What else names them stays, and is said.
 */
export function planDelete(context: PlanContext, { target }: DeleteIntention): PlannedChange {
  switch (target.kind) {
    case 'namespace':
      return deleteNamespace(context, target.namespace)
    case 'workload':
      return deleteWorkload(context, target.id)
    case 'policy':
      return deletePolicy(context, target.path)
    default:
      return assertNever(target)
  }
}

function deleteNamespace(context: PlanContext, namespace: string): PlannedChange {
  const label = `Delete namespace ${namespace}`
  const residents = residentsOf(context.reading, namespace)
  const all = [...declarationsOf(context.reading, namespace), ...residents]
  if (all.length === 0) return refuseChange(label, [gone(`namespace ${namespace}`)])
  const elsewhere = findNameReferences(context.reading, namespace).filter(({ policy }) => !residents.includes(policy))
  const names = namePolicies(elsewhere)
  const notes = [
    ...(residents.length > 0 ? [`with what lies in it: ${countKinds(residents)}`] : []),
    ...(names.length > 0 ? [`rules still name it: ${names.join(', ')}`] : []),
  ]
  return toChange(label, removeAll(startDraft(context), all), notes)
}

/** `3 Deployment, 1 Service`. */
function countKinds(resources: readonly Resource[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of resources) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
}

function deleteWorkload(context: PlanContext, id: string): PlannedChange {
  const { reading, prepared } = context
  const workload = prepared.cluster.workloads.find((candidate) => candidate.id === id.split('#')[0])
  if (!workload) return refuseChange(`Delete ${id}`, [gone(id)])
  const { own, children } = familyOf(reading, workload)
  const all = [...own, ...children.map(({ resource }) => resource)]
  const label = `Delete ${workload.kind} ${workload.name}`
  return toChange(label, removeAll(startDraft(context), all), noteLeft(context, workload, children.length))
}

/** What leads to nobody, or selects nobody, once a workload is gone. */
function noteLeft({ prepared }: PlanContext, workload: Workload, children: number): readonly string[] {
  const { cluster } = prepared
  const others = cluster.workloads.filter((other) => other !== workload)
  const services = servicesOf(cluster, workload).filter(
    (service) => !others.some((other) => servicesOf(cluster, other).includes(service)),
  )
  const left = others.flatMap((other) => seenAs(prepared, other))
  const { lostSubject, lostPeer } = findDependents(cluster.policies, [...seenAs(prepared, workload), ...left], left)
  const say = (words: string, names: readonly string[]) => (names.length > 0 ? [`${words} ${names.join(', ')}`] : [])
  return [
    ...(children > 0 ? [`with ${children} ReplicaSets, Jobs or pods that it controls`] : []),
    ...say(
      'no pod is left behind Service',
      services.map(({ name }) => name),
    ),
    ...say('no pod is left that is selected by', lostSubject),
    ...say('no pod is left that is named by a rule of', lostPeer),
  ]
}

function deletePolicy(context: PlanContext, path: string): PlannedChange {
  const policy = findStanding(context.reading, path)?.resource
  if (!policy || !isNetworkPolicy(policy)) return refuseChange('Delete policy', [gone('the policy')])
  const texts = textsOfPolicy(context.reading, policy)
  const notes = texts.length > 1 ? [`it is written ${texts.length} times: all of them go`] : []
  return toChange(`Delete policy ${nameOf(policy)}`, removeAll(startDraft(context), texts), notes)
}
