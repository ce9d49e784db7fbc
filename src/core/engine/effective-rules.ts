import type { Support } from '../model/cni-cell.ts'
import { type CniProfile, ignoresPolicies, supportOf } from '../model/cni-profiles.ts'
import { type BlockPeer, DIRECTIONS, type Direction, type NetworkPolicy, type Rule } from '../model/policy.ts'
import { type AddressSet, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type { Blocks } from './tiers.ts'

/** The policies that can have an effect under a profile: none where it ignores them (CNI-1). */
export function policiesInEffect(policies: readonly NetworkPolicy[], cni: CniProfile): readonly NetworkPolicy[] {
  return ignoresPolicies(cni) ? [] : policies
}

/** Whether a policy isolates its pods in a direction under a profile (ISO-2, ISO-3, CNI-2a). */
export function isolatesUnder(policy: NetworkPolicy, direction: Direction, cni: CniProfile): boolean {
  return policy.isolates[direction] && supportOf(cni, direction) !== 'no'
}

/** The rules of the directions in which the policy isolates; the others are inert (ISO-3). */
export function effectiveRules(policy: NetworkPolicy): readonly Rule[] {
  return DIRECTIONS.flatMap((direction: Direction) => (policy.isolates[direction] ? policy.rules[direction] : []))
}

const joined = new WeakMap<Rule, { readonly exceptions: Support; readonly blocks: Blocks | undefined }>()

/** What the blocks of a rule hold together (IPB-1, CNI-2d); undefined when it has none. Remembered. */
export function blocksOf(rule: Rule, cni: CniProfile): Blocks | undefined {
  const exceptions = supportOf(cni, 'except')
  const known = joined.get(rule)
  if (known?.exceptions === exceptions) return known.blocks
  const peers = rule.peers === 'any' ? [] : rule.peers.filter((peer): peer is BlockPeer => peer.kind === 'block')
  const blocks = peers.length === 0 ? undefined : joinPeers(peers, cni)
  joined.set(rule, { exceptions, blocks })
  return blocks
}

/** What block peers hold together (CNI-2d). */
export function joinPeers(peers: readonly BlockPeer[], cni: CniProfile): Blocks {
  const exceptions = supportOf(cni, 'except')
  const narrow = toAddressSet(peers.flatMap(({ addresses }) => addresses))
  const wide = exceptions === 'yes' ? narrow : toAddressSet(peers.flatMap(({ cidr }) => readWhole(cidr)))
  return {
    key: peers.map(({ cidr, except }) => [cidr, ...except].join(' except ')).join(' or '),
    certain: exceptions === 'no' ? wide : narrow,
    possible: wide,
  }
}

function readWhole(cidr: string): AddressSet {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' ? [reading.range] : []
}
