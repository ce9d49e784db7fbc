import type { Cluster, Namespace } from '../model/cluster.ts'
import { isSameLabels } from './same-member.ts'

/** Whether two clusters hold the same workloads, as the same objects, in namespaces with the same labels. */
export function isSamePopulation(a: Cluster, b: Cluster): boolean {
  if (a.workloads.length !== b.workloads.length || a.namespaces.size !== b.namespaces.size) return false
  return (
    a.workloads.every((workload, index) => workload === b.workloads[index]) &&
    [...a.namespaces.values()].every((namespace) => isSameNamespace(namespace, b.namespaces.get(namespace.name)))
  )
}

function isSameNamespace(a: Namespace, b: Namespace | undefined): boolean {
  if (a === b) return true
  return b !== undefined && (a.path === undefined) === (b.path === undefined) && isSameLabels(a.labels, b.labels)
}
