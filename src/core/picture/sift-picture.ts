import type { EdgeCollector } from './merge-bundles.ts'
import type { GroupNode, OutsideNode } from './picture.ts'
import type { MembersOf, Sieve } from './sieve.ts'
import { frameId, type Leaf } from './workload-leaves.ts'

/** What a filter leaves of a picture. */
export interface SiftedPicture {
  readonly cards: readonly Leaf[]
  /** How many edges it left out. */
  readonly edges: number
  readonly hasFrame: (namespace: string) => boolean
}

/**
 * Takes out of `collector` what the sieve does not want, and leaves the cards that are wanted: for their own sake, or as
 * the other ends of the edges that stay. An edge from a whole frame brings its cards; where the filter has chosen some of
 * a frame, only those.
 */
export function siftPicture(
  sieve: Sieve,
  collector: EdgeCollector,
  peers: readonly (OutsideNode | GroupNode)[],
): SiftedPicture {
  const membersOf = createMembersOf(peers)
  const edges = collector.sift((edge) => sieve.keeps(edge, membersOf))
  const ends = collector.ends()
  const members = new Set([...ends].filter((id) => id.startsWith('group:')).flatMap(membersOf))
  const named = new Set([...sieve.chosen].map(({ namespace }) => namespace))
  const isBrought = (leaf: Leaf) => {
    const frame = frameId(leaf.namespace)
    if (ends.has(leaf.id)) return true
    if (sieve.chosen.has(leaf)) return ends.has(frame) || members.has(leaf.id) || members.has(frame)
    return ends.has(frame) && !(sieve.isNarrowing && named.has(leaf.namespace))
  }
  const cards = sieve.cards.filter((leaf) => sieve.own.has(leaf) || isBrought(leaf))
  const frames = new Set(cards.map(({ namespace }) => namespace))
  return {
    cards,
    edges,
    hasFrame: (namespace) => frames.has(namespace) || ends.has(frameId(namespace)),
  }
}

function createMembersOf(peers: readonly (OutsideNode | GroupNode)[]): MembersOf {
  const members = new Map(peers.map((node) => [node.id, node.kind === 'group' ? node.members : []]))
  return (id) => members.get(id) ?? [id]
}
