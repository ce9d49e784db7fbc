import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer, type Rule } from '../model/policy.ts'
import { blockedAddresses } from './effective-rules.ts'
import { createLabelIndex, type LabelIndex } from './label-index.ts'
import type { Member } from './member.ts'
import { compilePorts } from './rule-ports.ts'
import type { CompiledPeer, CompiledPolicy, CompiledRule, Tier } from './tiers.ts'

/** NetworkPolicies as one tier (ISO-4, ISO-5). Peers are looked up when first asked for. */
export function compileTier(policies: readonly NetworkPolicy[], members: readonly Member[]): Tier {
  const index = createLabelIndex(members.map(({ labelled }) => labelled))
  let rules = 0
  const compiled = policies.map((policy, place): CompiledPolicy => {
    const lists: Record<Direction, CompiledRule[]> = { ingress: [], egress: [] }
    const subjects = index.inNamespace(policy.namespace, policy.podSelector)
    const result: CompiledPolicy = { index: place, policy, subjects, rules: lists }
    for (const direction of DIRECTIONS) {
      if (!policy.isolates[direction]) continue
      for (const rule of policy.rules[direction]) {
        lists[direction].push(compileRule(rule, rules, result, index))
        rules += 1
      }
    }
    return result
  })
  return { policies: compiled, end: 'deny-isolated' }
}

function compileRule(rule: Rule, place: number, policy: CompiledPolicy, index: LabelIndex): CompiledRule {
  return {
    index: place,
    rule,
    policy,
    action: 'allow',
    peers: rule.peers === 'any' ? 'any' : rule.peers.map((peer) => compilePeer(peer, policy.policy.namespace, index)),
    blocks: blockedAddresses(rule),
    ports: compilePorts(rule),
  }
}

function compilePeer(peer: Peer, namespace: string, index: LabelIndex): CompiledPeer {
  if (peer.kind === 'block') return { kind: 'block', peer, addresses: peer.addresses }
  const { namespaceSelector, podSelector } = peer
  return {
    kind: 'pods',
    peer,
    members: () =>
      namespaceSelector
        ? index.inNamespaces(namespaceSelector, podSelector)
        : index.inNamespace(namespace, podSelector),
  }
}
