import type { Cluster } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Resource } from '../model/resource.ts'
import { buildEndpointSlices, isEndpointSlice } from './build-endpoint-slices.ts'
import { buildIngresses, isIngress } from './build-ingresses.ts'
import { buildNamespaces } from './build-namespaces.ts'
import { buildNodes } from './build-nodes.ts'
import { buildServices } from './build-services.ts'
import { buildWorkloads } from './build-workloads.ts'
import { checkFields } from './check-fields.ts'
import { dropDuplicates } from './duplicates.ts'
import { findFamilies } from './find-families.ts'
import { placeOnNodes } from './host-addresses.ts'
import { findNotEvaluated } from './not-evaluated.ts'
import { isCoreKind, workloadKindOf } from './workload-kinds.ts'

/**
 * What the resources of a document declare: workloads by END-2 to END-2c and END-5, namespaces by END-3, one resource
 * per name by VAL-10. A NetworkPolicy without `policy` is not valid and not in the cluster. Malformed fields read as absent.
 */
export function buildCluster(resources: readonly Resource[]): {
  readonly cluster: Cluster
  readonly diagnostics: readonly Diagnostic[]
} {
  const distinct = dropDuplicates(resources.filter(isDeclared))
  const nodes = buildNodes(distinct.resources)
  const workloads = placeOnNodes(buildWorkloads(distinct.resources), nodes)
  const services = buildServices(distinct.resources)
  const endpointSlices = buildEndpointSlices(distinct.resources)
  const ingresses = buildIngresses(distinct.resources)
  const policies = distinct.resources.flatMap(({ policy }) => policy ?? [])
  const { namespaces, diagnostics } = buildNamespaces(
    distinct.resources,
    [...workloads, ...policies, ...services, ...endpointSlices, ...ingresses].map(({ namespace }) => namespace),
  )
  const cluster: Cluster = {
    namespaces,
    workloads,
    services,
    endpointSlices,
    nodes,
    ingresses,
    policies,
    notEvaluated: findNotEvaluated(resources),
    families: findFamilies(workloads, distinct.resources),
  }
  const malformed = distinct.resources.flatMap(checkFields)
  return { cluster, diagnostics: [...malformed, ...distinct.diagnostics, ...diagnostics] }
}

/** Whether a resource becomes a part of the cluster. */
function isDeclared(resource: Resource): boolean {
  if (resource.policy) return true
  return (
    isCoreKind(resource) || isEndpointSlice(resource) || isIngress(resource) || workloadKindOf(resource) !== undefined
  )
}
