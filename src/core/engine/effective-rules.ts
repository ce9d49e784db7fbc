import type { Support } from '../model/cni-cell.ts'
import { type CniProfile, ignoresPolicies, supportOf } from '../model/cni-profiles.ts'
import {
  type BlockPeer,
  DIRECTIONS,
  type Direction,
  type NetworkPolicy,
  type Peer,
  type Rule,
} from '../model/policy.ts'
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

/** What the blocks of a rule hold together (IPB-1, CNI-2d); undefined when it has none. */
export function blocksOf({ peers }: Rule, cni: CniProfile): Blocks | undefined {
  if (peers === 'any' || !peers.some(isBlock)) return undefined
  return joinPeers(peers.filter(isBlock), cni)
}

function isBlock(peer: Peer): peer is BlockPeer {
  return peer.kind === 'block'
}

/** What block peers hold together (CNI-2d). The sets are made when they are first looked at: equal keys need one. */
export function joinPeers(peers: readonly BlockPeer[], cni: CniProfile): Blocks {
  let made: Pick<Blocks, 'certain' | 'possible'> | undefined
  const sets = () => {
    made ??= joinSets(peers, supportOf(cni, 'except'))
    return made
  }
  return {
    key: peers.map(({ cidr, except }) => [cidr, ...except].join(' except ')).join(' or '),
    get certain() {
      return sets().certain
    },
    get possible() {
      return sets().possible
    },
  }
}

function joinSets(peers: readonly BlockPeer[], exceptions: Support): Pick<Blocks, 'certain' | 'possible'> {
  const narrow = toAddressSet(peers.flatMap(({ addresses }) => addresses))
  if (exceptions === 'yes') return { certain: narrow, possible: narrow }
  const wide = toAddressSet(peers.flatMap(({ cidr }) => readWhole(cidr)))
  return { certain: exceptions === 'no' ? wide : narrow, possible: wide }
}

function readWhole(cidr: string): AddressSet {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' ? [reading.range] : []
}
