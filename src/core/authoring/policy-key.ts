import { DIRECTIONS, type NetworkPolicy, type Peer, type PortEntry, type Rule } from '../model/policy.ts'
import type { LabelSelector, Requirement } from '../model/selector.ts'

/** Equal for selectors that ask for the same, in whatever order. */
export function requirementsKey(requirements: readonly Pick<Requirement, 'key' | 'operator' | 'values'>[]): string {
  const keys = requirements.map(({ key, operator, values }) => JSON.stringify([key, operator, [...values].sort()]))
  return sortedKey(keys)
}

/** Equal for policies of one namespace that say the same, in whatever order; inert rules aside (ISO-3). */
export function policyKey({ podSelector, isolates, rules }: NetworkPolicy): string {
  const effective = DIRECTIONS.map((direction) =>
    isolates[direction] ? sortedKey(rules[direction].map(ruleKey)) : 'inert',
  )
  return JSON.stringify([requirementsKey(podSelector.requirements), effective])
}

function ruleKey({ peers, ports }: Rule): string {
  return JSON.stringify([
    peers === 'any' ? 'any' : sortedKey(peers.map(peerKey)),
    ports === 'any' ? 'any' : sortedKey(ports.map(portKey)),
  ])
}

/** Equal for peers that match the same, in whatever order they ask for it. */
export function peerKey(peer: Peer): string {
  if (peer.kind === 'block') return JSON.stringify([peer.cidr, [...peer.except].sort()])
  return JSON.stringify([selectorKey(peer.podSelector), selectorKey(peer.namespaceSelector)])
}

function selectorKey(selector: LabelSelector | undefined): string | null {
  return selector ? requirementsKey(selector.requirements) : null
}

/** Equal for port entries that say the same. */
export function portKey({ protocol, port }: PortEntry): string {
  return JSON.stringify([protocol, port])
}

function sortedKey(keys: readonly string[]): string {
  return [...new Set(keys)].sort().join()
}
