import { formatRequirement } from '../../model/matching.ts'
import type { BlockPeer, NetworkPolicy, Peer, PodPeer, Rule } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'
import { isSubset } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import type { Hit } from './lint-rule.ts'
import { peerWords } from './words.ts'

/**
 * Peers that another one of their rule holds, whoever is there: it asks for less of the same, or its block is around
 * theirs. Of equal peers the first stays.
 */
export function checkPeers(policy: NetworkPolicy, { peers }: Rule): readonly Hit[] {
  if (peers === 'any') return []
  return peers.flatMap((peer, index): readonly Hit[] => {
    const cover = findCover(peers, index)
    if (!cover) return []
    const [inner, outer] = [peer, cover].map((one) => describePeer(one, policy.namespace))
    const change = { kind: 'remove-peer', peer: peer.path } as const
    return [
      {
        path: peer.path,
        message: `${policy.name}: ${inner} is in ${outer}, which the rule names as well`,
        fixes: [{ title: `Remove ${inner}`, intention: { kind: 'edit-policy', policy: policy.path, change } }],
      },
    ]
  })
}

/** The peers of a rule that no other one holds. */
export function neededPeers(peers: readonly Peer[]): readonly Peer[] {
  return peers.filter((_, index) => !findCover(peers, index))
}

function findCover(peers: readonly Peer[], index: number): Peer | undefined {
  const peer = peers[index]
  return peers.find(
    (other, at) =>
      peer !== undefined && other !== peer && holdsPeer(other, peer) && (at < index || !holdsPeer(peer, other)),
  )
}

function holdsPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'block') return inner.kind === 'block' && holdsBlock(outer, inner)
  return inner.kind === 'pods' && holdsPods(outer, inner)
}

/** Without the exceptions of the inner one: not every plugin knows them (CNI-2d). */
function holdsBlock({ addresses }: BlockPeer, { cidr }: BlockPeer): boolean {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' && isSubset([reading.range], addresses)
}

function holdsPods(outer: PodPeer, inner: PodPeer): boolean {
  if (!asksLess(outer.podSelector, inner.podSelector)) return false
  if (!outer.namespaceSelector) return !inner.namespaceSelector
  return asksLess(outer.namespaceSelector, inner.namespaceSelector)
}

/** Whether everything that one selector asks for the other asks for as well (SEL-1). */
function asksLess(less: LabelSelector | undefined, more: LabelSelector | undefined): boolean {
  const asked = new Set(more?.requirements.map(formatRequirement))
  return (less?.requirements ?? []).every((one) => asked.has(formatRequirement(one)))
}

function describePeer(peer: Peer, namespace: string): string {
  if (peer.kind === 'pods') return peerWords(peer, namespace)
  return peer.except.length > 0 ? `${peer.cidr} except ${peer.except.join(', ')}` : peer.cidr
}
