import type { Support } from '../model/cni-cell.ts'
import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import type { BlockPeer, NetworkPolicy, Peer, Rule } from '../model/policy.ts'
import { type AddressSet, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { type Branch, follow, startBranch } from './branch.ts'
import { effectiveRules } from './effective-rules.ts'
import type { Blocks } from './tiers.ts'

/** What block peers hold under a plugin (IPB-1, CNI-2d); those that are written alike are one object. */
export interface BlockReader {
  /** What all blocks of a rule hold together; undefined when it has none. */
  readonly ofRule: (rule: Rule) => Blocks | undefined
  readonly ofPeer: (peer: BlockPeer) => Blocks
}

export function createBlockReader(cni: CniProfile): BlockReader {
  const exceptions = supportOf(cni, 'except')
  const root: BlockBranch = startBranch()
  const ofRule = ({ peers }: Rule): Blocks | undefined => {
    if (peers === 'any') return undefined
    let branch = root
    for (const peer of peers) if (isBlock(peer)) branch = followPeer(branch, peer)
    if (branch === root) return undefined
    branch.value ??= joinBlockPeers(peers.filter(isBlock), exceptions)
    return branch.value
  }
  return {
    ofRule,
    ofPeer: (peer) => {
      const branch = followPeer(root, peer)
      branch.value ??= joinBlockPeers([peer], exceptions)
      return branch.value
    },
  }
}

/** Blocks that some policies mention, each once. */
export function blocksOf(policies: readonly NetworkPolicy[], reader: BlockReader): ReadonlySet<Blocks> {
  const rules = policies.flatMap(effectiveRules)
  return new Set(rules.flatMap((rule) => reader.ofRule(rule) ?? []))
}

/** What blocks hold, with and without exceptions where either counts (CNI-2d). */
export function addressesOf(blocks: Iterable<Blocks>): readonly AddressSet[] {
  const sets: AddressSet[] = []
  for (const { certain, possible } of blocks) {
    sets.push(certain)
    if (possible !== certain) sets.push(possible)
  }
  return sets
}

function isBlock(peer: Peer): peer is BlockPeer {
  return peer.kind === 'block'
}

type BlockBranch = Branch<string | number, Blocks>

/** The number of exceptions tells where a block ends. */
function followPeer(from: BlockBranch, { cidr, except }: BlockPeer): BlockBranch {
  let branch = follow(follow(from, cidr), except.length)
  for (const hole of except) branch = follow(branch, hole)
  return branch
}

function joinBlockPeers(peers: readonly BlockPeer[], exceptions: Support): Blocks {
  const narrow = joinAddresses(peers)
  if (exceptions === 'yes') return { kind: 'block', certain: narrow, possible: narrow }
  const wide = toAddressSet(peers.flatMap(({ cidr }) => readWhole(cidr)))
  return { kind: 'block', certain: exceptions === 'no' ? wide : narrow, possible: wide }
}

function joinAddresses(peers: readonly BlockPeer[]): AddressSet {
  const [only] = peers
  return only && peers.length === 1 ? only.addresses : toAddressSet(peers.flatMap(({ addresses }) => addresses))
}

function readWhole(cidr: string): AddressSet {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' ? [reading.range] : []
}
