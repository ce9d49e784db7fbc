import { DIRECTIONS, type Direction, type NetworkPolicy, type Rule } from '../model/policy.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { AddressSet } from '../net/address.ts'
import { toAddressSet } from '../net/address.ts'

/** The policies that can have an effect under a profile: none under `flannel` (CNI-1). */
export function policiesInEffect(policies: readonly NetworkPolicy[], settings: EngineSettings) {
  return settings.cni === 'flannel' ? [] : policies
}

/** The rules of the directions in which the policy isolates; the others are inert (ISO-3). */
export function effectiveRules(policy: NetworkPolicy): readonly Rule[] {
  return DIRECTIONS.flatMap((direction: Direction) => (policy.isolates[direction] ? policy.rules[direction] : []))
}

/** The addresses the blocks of a rule hold together (IPB-1); `[]` when it has none. */
export function blockedAddresses(rule: Rule): AddressSet {
  if (rule.peers === 'any') return []
  return toAddressSet(rule.peers.flatMap((peer) => (peer.kind === 'block' ? peer.addresses : [])))
}
