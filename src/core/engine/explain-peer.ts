import type { Path } from '../model/path.ts'
import type { BlockPeer } from '../model/policy.ts'
import type { Assumption, Dependency, Miss } from '../model/verdict.ts'
import type { Family } from '../net/address.ts'
import { hasBit } from '../net/bit-set.ts'
import { explainBlock, formatBlockPeer } from './explain-block.ts'
import { assumeLabels, dependOnLabels, missSelectors } from './explain-labels.ts'
import { memberAt } from './judge.ts'
import type { Member } from './member.ts'
import { blocksMatch, dependOnFeature, type Plugin } from './plugin.ts'
import type { Prepared } from './prepare.ts'
import { type CompiledPeer, type CompiledRule, listPeers } from './tiers.ts'
import { nameMember } from './words.ts'

/** How one peer stands to the other end; no path when the rule names no peer (RUL-1). */
export interface PeerAnswer {
  readonly peer?: Path
  readonly match: 'yes' | 'depends' | 'no'
  readonly depends?: Dependency
  /** What the match, or its absence, takes for granted. */
  readonly assumptions: readonly Assumption[]
  /** Of a peer that does not match. */
  readonly miss?: RankedMiss
}

/** Higher is nearer. */
export interface RankedMiss extends Miss {
  readonly nearness: number
}

type CompiledPodPeer = Extract<CompiledPeer, { readonly kind: 'pods' }>

/** Every peer of a rule against the other end, in the families judged. */
export function explainPeers(
  prepared: Prepared,
  rule: CompiledRule,
  other: number,
  families: readonly Family[],
  plugin: Plugin,
): readonly PeerAnswer[] {
  if (rule.peers === 'any') return [{ match: 'yes', assumptions: [] }]
  return listPeers(rule).map((peer) => ({
    peer: peer.peer.path,
    ...(peer.kind === 'block'
      ? explainBlockPeer(peer.peer, memberAt(prepared, other), families, plugin)
      : explainPodPeer(prepared, rule, peer, other)),
  }))
}

/** A block, as far as the plugin lets blocks match this sort of end (CNI-2e). */
function explainBlockPeer(peer: BlockPeer, member: Member, families: readonly Family[], plugin: Plugin): PeerAnswer {
  const support = blocksMatch(plugin, member)
  if (support === 'no') {
    const words = `under ${plugin.profile} address blocks do not match pods`
    return missing({ path: peer.path, words, reason: { kind: 'sort', other: 'pods' }, nearness: 0 })
  }
  const answer = explainBlock(peer, member, families, plugin)
  if (support === 'yes' || answer.match !== 'yes') return answer
  return { ...answer, match: 'depends', depends: dependOnFeature(plugin, 'blocks-match-pods', formatBlockPeer(peer)) }
}

function explainPodPeer(prepared: Prepared, rule: CompiledRule, peer: CompiledPodPeer, other: number): PeerAnswer {
  const member = memberAt(prepared, other)
  if (!member.labelled) {
    const words =
      member.endpoint.kind === 'outside'
        ? 'pod and namespace selectors never match addresses outside the cluster'
        : `pod and namespace selectors do not match ${nameMember(member)}, which is on the host network`
    const other = member.endpoint.kind === 'outside' ? 'outside' : 'host-network'
    return missing({ path: peer.peer.path, words, reason: { kind: 'sort', other }, nearness: 0 })
  }
  const { certain, possible } = peer.members
  const assumptions = assumeLabels(prepared, peer.peer, member.labelled)
  if (hasBit(certain, other)) return { match: 'yes', assumptions }
  if (hasBit(possible, other)) {
    return {
      match: 'depends',
      depends: dependOnLabels(peer.peer.podSelector, nameMember(member), member.labelled),
      assumptions,
    }
  }
  return { match: 'no', assumptions, miss: missSelectors(peer.peer, rule.policy.policy.namespace, member.labelled) }
}

function missing(miss: RankedMiss): PeerAnswer {
  return { match: 'no', assumptions: [], miss }
}
