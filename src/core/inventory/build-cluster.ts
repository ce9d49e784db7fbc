import type { Cluster } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Resource } from '../model/resource.ts'
import { isEndpointSlice } from './build-endpoint-slices.ts'
import { isIngress } from './build-ingresses.ts'
import { buildNamespaces } from './build-namespaces.ts'
import { dropDuplicates } from './duplicates.ts'
import { findNotEvaluated } from './not-evaluated.ts'
import { perResource } from './per-resource.ts'
import { readInventory } from './read-inventory.ts'
import { isCoreKind, workloadKindOf } from './workload-kinds.ts'

/**
 * What the resources of a document declare: workloads by END-2 to END-2c and END-5, namespaces by END-3, one resource
 * per name by VAL-10. A NetworkPolicy without `policy` is not valid and not in the cluster. Malformed fields read as
 * absent. What unchanged resources declare stays the same objects.
 */
export function buildCluster(resources: readonly Resource[]): {
  readonly cluster: Cluster
  readonly diagnostics: readonly Diagnostic[]
} {
  const inventory = readInventory(resources.filter(isInventory))
  const { workloads, services, endpointSlices, nodes, ingresses, families } = inventory
  const distinct = dropDuplicates(resources.filter(({ policy }) => policy !== undefined))
  const policies = distinct.resources.flatMap(({ policy }) => policy ?? [])
  const { namespaces, diagnostics } = buildNamespaces(
    inventory.namespaces,
    [workloads, policies, services, endpointSlices, ingresses].flatMap((list) =>
      list.map(({ namespace }) => namespace),
    ),
  )
  const notEvaluated = findNotEvaluated(resources)
  return {
    cluster: {
      namespaces,
      workloads,
      services,
      endpointSlices,
      nodes,
      ingresses,
      policies,
      notEvaluated,
      families,
    },
    diagnostics: [...inventory.diagnostics, ...distinct.diagnostics, ...diagnostics],
  }
}

/** Whether a resource that is no policy becomes a part of the cluster. */
export const isInventory = perResource(
  (resource) =>
    resource.policy === undefined &&
    (isCoreKind(resource) ||
      isEndpointSlice(resource) ||
      isIngress(resource) ||
      workloadKindOf(resource) !== undefined),
)
