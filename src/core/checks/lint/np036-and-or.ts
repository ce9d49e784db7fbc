import { NAME_KEY } from '../../authoring/connect/resolved-end.ts'
import { effectiveRules } from '../../engine/effective-rules.ts'
import { formatSelector } from '../../model/matching.ts'
import type { NetworkPolicy, Peer, PodPeer, Rule } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'
import { asks, type LintContext } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { neededPeers } from './shadowed-peers.ts'
import { nameMembers, peerWords } from './words.ts'

export const NP036: LintRule = {
  id: 'NP036',
  code: 'PEE-3',
  severity: 'warning',
  title: 'AND and OR may be confused',
  why: 'Selectors in one list item must both match; in two items one is enough. One dash decides whether a pod or a whole namespace is admitted.',
  check: (context) =>
    each(context.policies, (policy) => effectiveRules(policy).flatMap((rule) => checkRule(context, policy, rule))),
}

function checkRule(context: LintContext, policy: NetworkPolicy, { peers }: Rule): readonly Hit[] {
  if (peers === 'any') return []
  // What another peer holds may go without any change: then those around it are neighbours.
  const needed = neededPeers(peers)
  return [
    ...needed.flatMap((peer, index) => checkPair(context, policy, peers, [peer, needed[index + 1]])),
    ...peers.flatMap((peer) => checkBoth(context, policy, peer)),
  ]
}

/** Two items that were meant as one: the pods are nowhere here, and there in the namespaces. */
function checkPair(
  context: LintContext,
  policy: NetworkPolicy,
  peers: readonly Peer[],
  [one, next]: readonly [Peer, Peer | undefined],
): readonly Hit[] {
  const pair = toPair(one, next) ?? toPair(next, one)
  if (!pair) return []
  const { spaces, pods } = pair
  const both = { namespaceSelector: spaces.namespaceSelector, podSelector: pods.podSelector }
  if (context.podsAt(policy, pods).length > 0 || context.podsAt(policy, both).length === 0) return []
  const all = context.podsAt(policy, { namespaceSelector: spaces.namespaceSelector })
  const message = `${policy.name} admits every pod of the namespaces (${nameMembers(all)}): nobody in ${policy.namespace} is ${formatSelector(pods.podSelector)}, so that the two items may be meant as one`
  const areNext = peers.indexOf(one) + 1 === (next && peers.indexOf(next))
  return [{ path: one.path, message, fixes: areNext ? [fix('Require both in one item', one, message)] : [] }]
}

interface Pair {
  readonly spaces: PodPeer & { readonly namespaceSelector: LabelSelector }
  readonly pods: PodPeer & { readonly podSelector: LabelSelector }
}

function toPair(spaces: Peer | undefined, pods: Peer | undefined): Pair | undefined {
  if (spaces?.kind !== 'pods' || pods?.kind !== 'pods') return undefined
  if (!spaces.namespaceSelector || spaces.podSelector || pods.namespaceSelector || !asks(pods.podSelector))
    return undefined
  return { spaces: spaces as Pair['spaces'], pods: pods as Pair['pods'] }
}

/** One item that was meant as two: nobody is both, and somebody is each. Who names a namespace means that one. */
function checkBoth(context: LintContext, policy: NetworkPolicy, peer: Peer): readonly Hit[] {
  if (peer.kind !== 'pods' || !peer.namespaceSelector || !asks(peer.podSelector)) return []
  if (peer.namespaceSelector.requirements.some(({ key }) => key === NAME_KEY)) return []
  if (context.podsAt(policy, peer).length > 0) return []
  const here = context.podsAt(policy, { podSelector: peer.podSelector })
  const there = context.podsAt(policy, { namespaceSelector: peer.namespaceSelector })
  if (here.length === 0 || there.length === 0) return []
  const message = `${policy.name} asks for ${peerWords(peer, policy.namespace)} and finds nobody; ${nameMembers(here)} in ${policy.namespace} would match if it were two items`
  return [{ path: peer.path, message, fixes: [fix('Make them two items', peer, message)] }]
}

function fix(title: string, { path }: Peer, message: string): LintFix {
  const finding = { code: 'PEE-3', message, place: { kind: 'path', path } as const }
  return { title, intention: { kind: 'fix', finding, title } }
}
