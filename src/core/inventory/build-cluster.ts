import type { Cluster } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Resource } from '../model/resource.ts'
import { buildNamespaces } from './build-namespaces.ts'
import { buildServices } from './build-services.ts'
import { buildWorkloads } from './build-workloads.ts'
import { checkFields } from './check-fields.ts'
import { dropDuplicates } from './duplicates.ts'
import { findFamilies } from './find-families.ts'
import { findNotEvaluated } from './not-evaluated.ts'
import { isCore, workloadKindOf } from './workload-kinds.ts'

/**
 * What the resources of a document declare: workloads by END-2 to END-2c, namespaces by END-3, one resource per name
 * by VAL-10. A NetworkPolicy without `policy` is not valid and not in the cluster. Malformed fields read as absent.
 */
export function buildCluster(resources: readonly Resource[]): {
  readonly cluster: Cluster
  readonly diagnostics: readonly Diagnostic[]
} {
  const distinct = dropDuplicates(resources.filter(isDeclared))
  const workloads = buildWorkloads(distinct.resources)
  const services = buildServices(distinct.resources)
  const policies = distinct.resources.flatMap(({ policy }) => policy ?? [])
  const { namespaces, diagnostics } = buildNamespaces(
    distinct.resources,
    [...workloads, ...policies, ...services].map(({ namespace }) => namespace),
  )
  const cluster: Cluster = {
    namespaces,
    workloads,
    services,
    endpointSlices: [],
    nodes: [],
    ingresses: [],
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
    isCore(resource, 'Pod') ||
    isCore(resource, 'Namespace') ||
    isCore(resource, 'Service') ||
    workloadKindOf(resource) !== undefined
  )
}
