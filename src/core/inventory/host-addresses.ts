import type { Node, Pod, Workload } from '../model/cluster.ts'
import type { Address } from '../net/address.ts'
import { createWorkloadKeeper } from './keep-workloads.ts'

/**
 * The workloads with the addresses of their nodes for pods on the host network that do not tell their own (END-5).
 * Workloads and pods that nothing is added to stay the same objects.
 */
export function placeOnNodes(workloads: readonly Workload[], nodes: readonly Node[]): readonly Workload[] {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  return workloads.map((workload) => {
    if (!workload.pods.some((pod) => findNode(pod, byName))) return workload
    return keepPlaced({ ...workload, pods: workload.pods.map((pod) => placePod(pod, findNode(pod, byName))) })
  })
}

const keepPlaced = createWorkloadKeeper()

/** The node whose address a pod has, where that is asked and known. */
function findNode(pod: Pod, nodes: ReadonlyMap<string, Node>): Node | undefined {
  if (!pod.hostNetwork || pod.addresses.length > 0 || pod.nodeName === undefined) return undefined
  return nodes.get(pod.nodeName)
}

const placed = new WeakMap<Pod, { readonly node: Node; readonly pod: Pod }>()

/** The same pod for the same pod and node. */
function placePod(pod: Pod, node: Node | undefined): Pod {
  if (!node) return pod
  const known = placed.get(pod)
  if (known?.node === node) return known.pod
  const moved = { ...pod, addresses: primaryAddresses(node) }
  placed.set(pod, { node, pod: moved })
  return moved
}

/** What Kubernetes takes for `status.hostIPs`: the first InternalIP of each family. */
function primaryAddresses({ addresses }: Node): readonly Address[] {
  return addresses.filter(({ family }, index) => addresses.findIndex((earlier) => earlier.family === family) === index)
}
