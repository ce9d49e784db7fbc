import { pushTo } from './bundle.ts'
import type { EdgeCollector } from './merge-bundles.ts'
import type { PeerNodes } from './peer-nodes.ts'
import { frameId, type Leaf, type Leaves } from './workload-leaves.ts'

/** More namespaces than these with edges to one thing are a mesh that hides everything else. */
const MOST_ALIKE = 9

/**
 * What all of many namespaces may do with one thing on the same ports, lookups of names above all, is one edge of a node
 * that stands for them. A namespace whose every card has the edge counts as whole.
 */
export function joinHubs(collector: EdgeCollector, peers: PeerNodes, leaves: Leaves): void {
  const cards = new Map<string, Leaf[]>()
  for (const leaf of leaves.all) pushTo(cards, frameId(leaf.namespace), leaf)
  collector.join((nodes) => {
    if (nodes.size <= MOST_ALIKE) return undefined
    const whole = [...cards].filter(([frame, own]) => nodes.has(frame) || own.every(({ id }) => nodes.has(id)))
    if (whole.length <= MOST_ALIKE) return undefined
    const frames = whole.map(([frame]) => frame)
    const own = whole.flatMap(([, members]) => members)
    const node = peers.group({
      key: `namespaces ${frames.join()}`,
      title: `${whole.length} namespaces`,
      detail: `${own.length} workloads`,
      leaves: own,
      members: frames,
    })
    return { node, covers: new Set([...frames, ...own.map(({ id }) => id)]) }
  })
}
