import { podPeers } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { peerWords } from './words.ts'

export const NP030: LintRule = {
  id: 'NP030',
  code: 'PEE-2',
  severity: 'warning',
  title: 'Every namespace is a peer',
  why: 'An empty namespaceSelector is every namespace, those of other teams and later ones included.',
  check: ({ policies }) =>
    each(policies, (policy) =>
      podPeers(policy).flatMap((peer): readonly Hit[] => {
        const { namespaceSelector } = peer
        if (namespaceSelector?.requirements.length !== 0) return []
        return [{ path: peer.path, message: `${policy.name} names ${peerWords(peer, policy.namespace)} as a peer` }]
      }),
    ),
}
