import { pushTo } from './bundle.ts'
import type { EdgeCollector } from './merge-bundles.ts'
import type { PeerNodes } from './peer-nodes.ts'
import { frameId, type Leaf, type Leaves } from './workload-leaves.ts'

/** More namespaces than these with edges to one thing are a mesh that hides everything else. */
export const MOST_ALIKE = 9

/**
 * What all of many namespaces may do with one thing on the same ports, lookups of names above all, is one edge of a node
 * that stands for them. A namespace whose every card has the edge counts as whole.
 */
export function joinHubs(collector: EdgeCollector, peers: PeerNodes, leaves: Leaves): void {
  const frames = new Map<string, Leaf[]>()
  for (const leaf of leaves.all) pushTo(frames, frameId(leaf.namespace), leaf)
  const frameOf = new Map(leaves.all.map(({ id, namespace }) => [id, frameId(namespace)]))
  const order = new Map([...frames.keys()].map((frame, index) => [frame, index]))
  const wholeAmong = (nodes: ReadonlySet<string>): readonly string[] => {
    const counts = new Map<string, number>()
    for (const node of nodes) {
      const frame = frameOf.get(node)
      if (frame !== undefined) counts.set(frame, (counts.get(frame) ?? 0) + 1)
      else if (frames.has(node)) counts.set(node, Number.POSITIVE_INFINITY)
    }
    return [...counts]
      .filter(([frame, count]) => count >= (frames.get(frame)?.length ?? 0))
      .map(([frame]) => frame)
      .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  }
  collector.join(MOST_ALIKE + 1, (nodes) => {
    if (nodes.size <= MOST_ALIKE) return undefined
    const whole = wholeAmong(nodes)
    if (whole.length <= MOST_ALIKE) return undefined
    const own = whole.flatMap((frame) => frames.get(frame) ?? [])
    const node = peers.group({
      key: `namespaces ${whole.join()}`,
      title: `${whole.length} namespaces`,
      detail: `${own.length} workloads`,
      leaves: own,
      members: whole,
    })
    return { node, covers: new Set([...whole, ...own.map(({ id }) => id)]) }
  })
}
