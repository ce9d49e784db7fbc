import type { Cluster, Pod } from '../model/cluster.ts'

/**
 * The node of a pod, where sharing it matters: between pods on the host network and pods isolated for ingress (END-5).
 */
export function sharedNodes(cluster: Cluster, isolated: ReadonlySet<Pod>): (pod: Pod) => string | undefined {
  const pods = cluster.workloads.flatMap((workload) => workload.pods)
  const nodesOf = (wanted: (pod: Pod) => boolean) =>
    new Set(pods.flatMap((pod) => (pod.nodeName !== undefined && wanted(pod) ? pod.nodeName : [])))
  const hostNodes = nodesOf((pod) => pod.hostNetwork)
  const isolatedNodes = nodesOf((pod) => isolated.has(pod))
  return (pod) => {
    const node = pod.nodeName
    if (node === undefined) return undefined
    const matters = pod.hostNetwork ? isolatedNodes.has(node) : isolated.has(pod) && hostNodes.has(node)
    return matters ? node : undefined
  }
}
