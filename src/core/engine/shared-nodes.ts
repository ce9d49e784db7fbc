import type { Cluster, Pod } from '../model/cluster.ts'

/**
 * The node of a pod, where sharing it matters: between pods on the host network and pods isolated for ingress (END-5).
 */
export function sharedNodes(cluster: Cluster, isolated: () => ReadonlySet<Pod>): (pod: Pod) => string | undefined {
  const hostNodes = nodesOf(cluster, (pod) => pod.hostNetwork)
  if (hostNodes.size === 0) return () => undefined
  const isolatedNodes = nodesOf(cluster, (pod) => isolated().has(pod))
  return (pod) => {
    const node = pod.nodeName
    if (node === undefined) return undefined
    const matters = pod.hostNetwork ? isolatedNodes.has(node) : isolated().has(pod) && hostNodes.has(node)
    return matters ? node : undefined
  }
}

function nodesOf({ workloads }: Cluster, isWanted: (pod: Pod) => boolean): ReadonlySet<string> {
  const nodes = new Set<string>()
  for (const { pods } of workloads) {
    for (const pod of pods) if (pod.nodeName !== undefined && isWanted(pod)) nodes.add(pod.nodeName)
  }
  return nodes
}
