import type { NetworkPolicy, PodPeer } from '../../model/policy.ts'
import { asks, type LintContext, podPeers } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { relabelFixes } from './relabel.ts'
import { countPods, peerWords } from './words.ts'

export const NP019: LintRule = {
  id: 'NP019',
  code: 'PEE-3',
  severity: 'warning',
  title: 'Peer selects no pod',
  why: 'A peer that matches nobody admits nothing: the connection it was written for stays blocked.',
  check: (context) =>
    each(context.policies, (policy) => podPeers(policy).flatMap((peer) => checkPeer(context, policy, peer))),
}

/** Namespaces that no selector finds are NP020's, and of those without pods the document says nothing. */
function checkPeer(context: LintContext, policy: NetworkPolicy, peer: PodPeer): readonly Hit[] {
  const { podSelector, namespaceSelector } = peer
  if (!asks(podSelector) || context.podsAt(policy, peer).length > 0) return []
  const pods = context.podsAt(policy, namespaceSelector ? { namespaceSelector } : {})
  if (pods.length === 0) return []
  const message = `no pod is ${peerWords(peer, policy.namespace)}: ${countPods(pods)} there, none with these labels`
  return [{ path: podSelector.path, message, fixes: relabelFixes(policy, podSelector, pods) }]
}
