import type { EdgeCollector } from './merge-bundles.ts'
import type { PeerNodes } from './peer-nodes.ts'
import { frameId, type Leaves } from './workload-leaves.ts'

/** More edges than these between namespaces and one thing are a mesh that hides all others. */
const MOST_ALIKE = 9

/**
 * What all of many namespaces may do with one thing on the same ports, lookups of names above all, is one edge of a node
 * that stands for them.
 */
export function joinHubs(collector: EdgeCollector, peers: PeerNodes, leaves: Leaves): void {
  const frames = new Map(leaves.all.map(({ namespace }) => [frameId(namespace), namespace]))
  collector.join(MOST_ALIKE, (nodes) => {
    if (!nodes.every((node) => frames.has(node))) return undefined
    const members = new Set(nodes)
    const own = leaves.all.filter(({ namespace }) => members.has(frameId(namespace)))
    return peers.group({
      key: `namespaces ${nodes.join()}`,
      title: `${nodes.length} namespaces`,
      detail: nodes.map((node) => frames.get(node)).join(', '),
      leaves: own,
      members: nodes,
    })
  })
}
