import { type AddressSet, containsAddress, toAddressSet } from '../net/address.ts'
import type { Cluster } from './cluster.ts'

/** Where pods of unknown address may be taken to lie, because all known ones do (IPB-4a). */
export interface PodRangeSuggestion {
  /** The union of the Nodes' podCIDRs; never empty. */
  readonly ranges: AddressSet
  /** How many known pod addresses lie in them: all there are, and at least one. */
  readonly addresses: number
}

interface Known {
  readonly nodes: Cluster['nodes']
  readonly suggestion: PodRangeSuggestion | undefined
}

const remembered = new WeakMap<Cluster['workloads'], Known>()

/**
 * The Nodes' podCIDRs, where at least one address of a pod that is not on the host network is known and all such lie
 * inside them; several network plugins ignore podCIDRs, and then nothing is suggested (IPB-4a). Remembered for the same
 * workloads and Nodes.
 */
export function suggestPodRanges(cluster: Cluster): PodRangeSuggestion | undefined {
  const { workloads, nodes } = cluster
  const known = remembered.get(workloads)
  if (known?.nodes === nodes) return known.suggestion
  const suggestion = findRanges(cluster)
  remembered.set(workloads, { nodes, suggestion })
  return suggestion
}

function findRanges({ nodes, workloads }: Cluster): PodRangeSuggestion | undefined {
  const ranges = toAddressSet(nodes.flatMap(({ podRanges }) => podRanges))
  if (ranges.length === 0) return undefined
  let addresses = 0
  for (const { pods } of workloads) {
    for (const pod of pods) {
      if (pod.hostNetwork) continue
      if (!pod.addresses.every((address) => containsAddress(ranges, address))) return undefined
      addresses += pod.addresses.length
    }
  }
  return addresses === 0 ? undefined : { ranges, addresses }
}
