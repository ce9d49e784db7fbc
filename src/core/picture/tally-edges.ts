import type { Share } from './known-counts.ts'
import { NO_PORTS, type PortSets, type PortsId } from './port-sets.ts'

/** Counts the edges that shares make, without making any: of a large picture most are never drawn. */
export interface EdgeTally {
  add(share: Share): void
  /** How many edges there are: one for each pair of nodes. */
  readonly size: number
  /** Edges that not more than `most` others are like at either end: no joining makes them fewer. */
  countLone(most: number): number
}

export function createEdgeTally(portSets: PortSets): EdgeTally {
  /** By the key of the pair of nodes. */
  const firsts: (Share | undefined)[] = []
  const ports: PortsId[] = []
  let size = 0
  return {
    add(share) {
      const { key } = share
      // One by one: an array that is filled far from its end becomes a slow one.
      while (firsts.length <= key) {
        firsts.push(undefined)
        ports.push(NO_PORTS)
      }
      if (firsts[key] === undefined) {
        firsts[key] = share
        ports[key] = share.ports
        size += 1
      } else if (ports[key] !== share.ports) ports[key] = portSets.union(ports[key] ?? NO_PORTS, share.ports)
    },
    get size() {
      return size
    },
    countLone(most) {
      const edges = firsts.filter((share) => share !== undefined)
      const [sources, targets] = [countAlike(edges, ports, 'to'), countAlike(edges, ports, 'from')]
      const isLone = (edge: Share) => sources(edge) <= most && targets(edge) <= most
      return edges.filter(isLone).length
    },
  }
}

/** How many edges have the same node at an end and admit the same ports. */
function countAlike(edges: readonly Share[], ports: readonly PortsId[], end: 'from' | 'to'): (edge: Share) => number {
  const counts = new Map<string, Map<PortsId, number>>()
  for (const edge of edges) {
    const byPorts = counts.get(edge[end]) ?? new Map<PortsId, number>()
    counts.set(edge[end], byPorts)
    const of = ports[edge.key] ?? NO_PORTS
    byPorts.set(of, (byPorts.get(of) ?? 0) + 1)
  }
  return (edge) => counts.get(edge[end])?.get(ports[edge.key] ?? NO_PORTS) ?? 0
}
