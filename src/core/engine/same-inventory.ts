import type { Cluster, Namespace, Pod, Workload } from '../model/cluster.ts'
import { suggestPodRanges } from '../model/pod-ranges.ts'
import { formatRange } from '../net/address.ts'
import { isSameLabels } from './same-member.ts'

/** Whether two clusters have the same pods in the same namespaces: what policies are judged on, places aside. */
export function hasSameInventory(a: Cluster, b: Cluster): boolean {
  if (a.workloads.length !== b.workloads.length || a.namespaces.size !== b.namespaces.size) return false
  if (a.families.join() !== b.families.join() || describeRanges(a) !== describeRanges(b)) return false
  return (
    a.workloads.every((workload, index) => isSameWorkload(workload, b.workloads[index])) &&
    [...a.namespaces.values()].every((namespace) => isSameNamespace(namespace, b.namespaces.get(namespace.name)))
  )
}

/** Where pods of unknown address lie by their Nodes (IPB-4a). */
function describeRanges(cluster: Cluster): string {
  return (suggestPodRanges(cluster)?.ranges ?? []).map(formatRange).join()
}

function isSameWorkload(a: Workload, b: Workload | undefined): boolean {
  if (a === b) return true
  if (!b || a.id !== b.id || a.pods.length !== b.pods.length) return false
  return a.pods.every((pod, index) => isSamePod(pod, b.pods[index]))
}

function isSamePod(a: Pod, b: Pod | undefined): boolean {
  if (a === b) return true
  if (!b || a.name !== b.name || a.hostNetwork !== b.hostNetwork || a.nodeName !== b.nodeName) return false
  const sameUnknowns =
    a.unknownLabels.size === b.unknownLabels.size && [...a.unknownLabels].every((key) => b.unknownLabels.has(key))
  return sameUnknowns && isSameLabels(a.labels, b.labels) && describe(a) === describe(b)
}

function isSameNamespace(a: Namespace, b: Namespace | undefined): boolean {
  return a === b || (b !== undefined && isSameLabels(a.labels, b.labels))
}

function describe({ ports, addresses }: Pod): string {
  const declared = ports.map(({ name, protocol, port }) => [name ?? '', protocol, port])
  return JSON.stringify([declared, addresses.map(({ family, value }) => [family, value.toString()])])
}
