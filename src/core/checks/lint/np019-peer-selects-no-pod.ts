import { NAME_KEY } from '../../authoring/connect/resolved-end.ts'
import type { Member } from '../../engine/member.ts'
import { joinPath } from '../../model/path.ts'
import type { NetworkPolicy, PodPeer } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'
import { asks, type LintContext, podPeers } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { relabelFixes } from './relabel.ts'
import { countPods, nameSome, peerWords } from './words.ts'

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
  const elsewhere = namespaceSelector ? [] : findElsewhere(context, policy, podSelector)
  const where = nameSome(elsewhere.map(({ labelled }) => labelled?.namespace ?? ''))
  const others = elsewhere.length > 0 ? `; a podSelector alone does not reach ${countPods(elsewhere)} in ${where}` : ''
  const message = `no pod is ${peerWords(peer, policy.namespace)}: ${countPods(pods)} there, none with these labels${others}`
  const fixes = [...reachFixes(policy, peer, elsewhere), ...relabelFixes(policy, podSelector, pods)]
  return [{ path: podSelector.path, message, fixes }]
}

/** Pods of other namespaces that have the labels: a peer without namespaceSelector keeps to its own (PEE-1). */
function findElsewhere({ podsAt }: LintContext, policy: NetworkPolicy, podSelector: LabelSelector): readonly Member[] {
  return podsAt(policy, { podSelector, namespaceSelector: { path: podSelector.path, requirements: [] } })
}

/** To name the namespace in which they all are. */
function reachFixes(policy: NetworkPolicy, { path }: PodPeer, elsewhere: readonly Member[]): readonly LintFix[] {
  const [namespace, ...more] = new Set(elsewhere.map(({ labelled }) => labelled?.namespace))
  if (namespace === undefined || more.length > 0) return []
  const change = {
    kind: 'set-label',
    selector: joinPath(path, 'namespaceSelector'),
    key: NAME_KEY,
    value: namespace,
  } as const
  const intention = { kind: 'edit-policy', policy: policy.path, change } as const
  return [{ title: `Name their namespace, ${namespace}`, intention }]
}
