import { controllerOf, givenName, nameOf, namespaceOf } from '../../inventory/object-meta.ts'
import { canonicalGroup, isCore, workloadKindOf } from '../../inventory/workload-kinds.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { Workload } from '../../model/cluster.ts'
import { fieldAt } from '../../model/json.ts'
import type { Resource } from '../../model/resource.ts'
import { standings } from '../plan-context.ts'

/** What can be renamed, repeated and deleted. */
export type StructureTarget =
  | { readonly kind: 'namespace'; readonly namespace: string }
  /** A controller or bare pod, by id. */
  | { readonly kind: 'workload'; readonly id: string }
  /** A NetworkPolicy, valid or not, by its path. */
  | { readonly kind: 'policy'; readonly path: string }

/** All resources of a document, in order. */
export function resourcesOf(reading: Reading): readonly Resource[] {
  return standings(reading).map(({ resource }) => resource)
}

/** The texts that declare a namespace; of several the last is in force (VAL-10). */
export function declarationsOf(reading: Reading, namespace: string): readonly Resource[] {
  return resourcesOf(reading).filter((resource) => isCore(resource, 'Namespace') && nameOf(resource) === namespace)
}

/** Kinds that lie in a namespace though none is written: it is `default` then (VAL-1). */
const NAMESPACED: ReadonlySet<string> = new Set([
  'NetworkPolicy',
  'Pod',
  'Service',
  'Endpoints',
  'EndpointSlice',
  'Ingress',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
])

/** Everything that lies in a namespace. */
export function residentsOf(reading: Reading, namespace: string): readonly Resource[] {
  return resourcesOf(reading).filter((resource) => isResident(resource, namespace))
}

function isResident(resource: Resource, namespace: string): boolean {
  if (isCore(resource, 'Namespace') || isCore(resource, 'Node')) return false
  if (fieldAt(resource.value, 'metadata', 'namespace') !== undefined) return namespaceOf(resource) === namespace
  return namespace === 'default' && (NAMESPACED.has(resource.kind) || workloadKindOf(resource) !== undefined)
}

/** The texts of a workload: its own, and what it controls, which names it as the owner (END-2a). */
export interface Family {
  /** Of the controller or bare pod; `[]` for a controller that is known only by reference. */
  readonly own: readonly Resource[]
  /** ReplicaSets, Jobs and pods of the input, each with the one of the family that controls it. */
  readonly children: readonly { readonly resource: Resource; readonly owner: string }[]
}

/** Finds a workload's family in the document. */
export function familyOf(reading: Reading, { namespace, kind, name, path }: Workload): Family {
  const residents = residentsOf(reading, namespace)
  const own = residents.filter(
    (resource) =>
      resource.kind === kind &&
      nameOf(resource) === name &&
      (givenName(resource) !== undefined || resource.path === path),
  )
  return { own, children: childrenOf(residents, kind, name) }
}

function childrenOf(residents: readonly Resource[], kind: string, name: string): Family['children'] {
  const isDirect = (resource: Resource) => {
    const owner = controllerOf(resource)
    return owner?.name === name && (owner.kind === '' ? 'Pod' : owner.kind) === kind
  }
  const others = residents.filter((resource) => !isDirect(resource))
  return residents
    .filter(isDirect)
    .flatMap((resource) => [{ resource, owner: name }, ...childrenOf(others, resource.kind, nameOf(resource))])
}

/** All texts of a policy: of several with one name the last is in force (VAL-10). */
export function textsOfPolicy(reading: Reading, policy: Resource): readonly Resource[] {
  if (givenName(policy) === undefined) return [policy]
  return rivalsOf(reading, policy, nameOf(policy))
}

/** Resources of the same kind in the same namespace that are called `name`. */
export function rivalsOf(reading: Reading, like: Resource, name: string): readonly Resource[] {
  const group = canonicalGroup(like.kind, like.apiVersion)
  return resourcesOf(reading).filter(
    (resource) =>
      resource.kind === like.kind &&
      canonicalGroup(resource.kind, resource.apiVersion) === group &&
      namespaceOf(resource) === namespaceOf(like) &&
      givenName(resource) === name,
  )
}
