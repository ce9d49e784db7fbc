import type { Cluster, Service, Workload } from '../../model/cluster.ts'
import { hasLabels } from '../../model/matching.ts'
import type { Labels } from '../../model/selector.ts'

/** The Services whose selector is satisfied by some pod of a workload. */
export function servicesOf({ services }: Cluster, { namespace, pods }: Workload): readonly Service[] {
  return services.filter(
    (service) => service.namespace === namespace && pods.some(({ labels }) => selects(service, labels)),
  )
}

/** Whether a Service leads to pods with these labels; one without selector leads to none by itself (END-7). */
export function selects({ selector }: Service, labels: Labels): boolean {
  return selector !== undefined && selector.size > 0 && hasLabels(labels, selector)
}
