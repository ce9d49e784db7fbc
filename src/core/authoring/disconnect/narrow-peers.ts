import type { Prepared } from '../../engine/prepare.ts'
import { peerMatches } from '../../engine/rule-matches.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import { joinPath } from '../../model/path.ts'
import type { BlockPeer, NetworkPolicy, PodPeer, Rule } from '../../model/policy.ts'
import type { PlanContext } from '../plan-context.ts'
import { PEERS_KEY } from '../policy-manifest.ts'
import { describePeer } from './describe-part.ts'
import { excludeBlock } from './narrow-blocks.ts'
import { everyoneBut } from './narrow-everyone.ts'
import { listOthers, narrowPods } from './narrow-pods.ts'
import { isPods, type Manner, type NarrowedPeer, type NarrowedPeers, namesOf } from './narrowed-peers.ts'
import { objectAt } from './written-value.ts'

/** The peers of a rule without `far`; words where no peers can say that. */
export function narrowPeers(
  context: PlanContext,
  policy: NetworkPolicy,
  rule: Rule,
  far: ReadonlySet<string>,
  manner: Manner,
): NarrowedPeers | string {
  const list = joinPath(rule.path, PEERS_KEY[rule.direction])
  if (rule.peers === 'any') {
    const kept = everyoneBut(context, policy.namespace, far, manner)
    if (typeof kept === 'string') return kept
    return { kept, steps: kept.map((value) => ({ kind: 'append', list, value })) }
  }
  const narrowed = rule.peers.map((peer) => narrowPeer(context, policy, peer, far, manner, list))
  const [refusal] = narrowed.filter((one) => typeof one === 'string')
  if (refusal !== undefined) return refusal
  const peers = narrowed.filter((one) => typeof one !== 'string')
  const removed = [...peers.keys()].filter((index) => peers[index]?.goes)
  return {
    kept: peers.flatMap(({ kept }) => kept),
    steps: [
      ...peers.flatMap(({ steps }) => steps),
      ...(removed.length > 0 ? [{ kind: 'remove' as const, list, indices: removed }] : []),
    ],
  }
}

function narrowPeer(
  context: PlanContext,
  policy: NetworkPolicy,
  peer: PodPeer | BlockPeer,
  far: ReadonlySet<string>,
  manner: Manner,
  list: string,
): NarrowedPeer | string {
  const reached = reachedBy(context.prepared, peer)
  const gone = reached.filter(({ id }) => far.has(id))
  const kept = reached.filter(({ id }) => !far.has(id))
  const written = objectAt(context.reading, peer.path)
  if (gone.length === 0) return { kept: [written], steps: [], goes: false }
  if (kept.length === 0 || isAddressed(peer, reached, far)) return { kept: [], steps: [], goes: true }
  if (peer.kind === 'block') return excludeBlock(peer, gone)
  const pods = { context, policy, peer, written, gone: gone.filter(isPods), kept: kept.filter(isPods), list }
  const narrowed = manner.lists ? listOthers(pods) : narrowPods(pods)
  return narrowed ?? `no label tells ${namesOf(gone)} from the others that ${describePeer(peer)} matches`
}

/** A block is its addresses, whatever pods it covers, once all of them are asked for. */
function isAddressed(peer: PodPeer | BlockPeer, reached: readonly Endpoint[], far: ReadonlySet<string>): boolean {
  const outside = reached.filter(({ kind }) => kind === 'outside')
  return peer.kind === 'block' && outside.length > 0 && outside.every(({ id }) => far.has(id))
}

function reachedBy(prepared: Prepared, { path }: PodPeer | BlockPeer): readonly Endpoint[] {
  return peerMatches(prepared, path).flatMap(({ endpoint }) => prepared.endpoint(endpoint) ?? [])
}
