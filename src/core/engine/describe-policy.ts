import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer } from '../model/policy.ts'
import { formatRange } from '../net/address.ts'
import { selectorKey } from './selector-memory.ts'

const rulesDescribed: Readonly<Record<Direction, WeakMap<NetworkPolicy, string>>> = {
  ingress: new WeakMap(),
  egress: new WeakMap(),
}

/** What a policy means, without its name and its places: equal for policies that do the same. */
export function describePolicy(policy: NetworkPolicy): string {
  return DIRECTIONS.map((direction) => describeDirection(policy, direction)).join('\n')
}

/** What a policy means in one direction, without its name and its places: equal for policies that do the same there. */
export function describeDirection(policy: NetworkPolicy, direction: Direction): string {
  if (!policy.isolates[direction]) return ''
  return `${selectorKey(policy.podSelector)}\n${describeRules(policy, direction)}`
}

/** What the rules of one direction mean, without their places. */
export function describeRules(policy: NetworkPolicy, direction: Direction): string {
  const known = rulesDescribed[direction].get(policy)
  if (known !== undefined) return known
  const rules = policy.rules[direction].map(({ peers, ports }) => [
    peers === 'any' ? peers : peers.map(describePeer),
    ports === 'any' ? ports : ports.map(({ protocol, port }) => [protocol, port]),
  ])
  const words = JSON.stringify([policy.namespace, rules])
  rulesDescribed[direction].set(policy, words)
  return words
}

function describePeer(peer: Peer): readonly unknown[] {
  if (peer.kind === 'block') return peer.addresses.map(formatRange)
  const { namespaceSelector, podSelector } = peer
  return [namespaceSelector, podSelector].map((selector) => (selector ? selectorKey(selector) : 'absent'))
}
