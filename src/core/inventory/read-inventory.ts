import type { Cluster } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Resource } from '../model/resource.ts'
import { buildEndpointSlices } from './build-endpoint-slices.ts'
import { buildIngresses } from './build-ingresses.ts'
import { buildNodes } from './build-nodes.ts'
import { buildServices } from './build-services.ts'
import { buildWorkloads } from './build-workloads.ts'
import { checkFields } from './check-fields.ts'
import { dropDuplicates } from './duplicates.ts'
import { findFamilies } from './find-families.ts'
import { placeOnNodes } from './host-addresses.ts'
import { perList } from './per-resource.ts'
import { isCore } from './workload-kinds.ts'

/** What the resources that are no policies declare. */
export interface Inventory
  extends Pick<Cluster, 'workloads' | 'services' | 'endpointSlices' | 'nodes' | 'ingresses' | 'families'> {
  /** The Namespaces among them, each name once (VAL-10). */
  readonly namespaces: readonly Resource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads everything but policies: the same object for the same resources. */
export const readInventory: (resources: readonly Resource[]) => Inventory = perList((declared) => {
  const { resources, diagnostics } = dropDuplicates(declared)
  const nodes = buildNodes(resources)
  const workloads = placeOnNodes(buildWorkloads(resources), nodes)
  return {
    workloads,
    services: buildServices(resources),
    endpointSlices: buildEndpointSlices(resources),
    nodes,
    ingresses: buildIngresses(resources),
    families: findFamilies(workloads, resources),
    namespaces: resources.filter((resource) => isCore(resource, 'Namespace')),
    diagnostics: [...resources.flatMap(checkFields), ...diagnostics],
  }
})
