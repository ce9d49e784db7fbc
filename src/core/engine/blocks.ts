import type { Support } from '../model/cni-cell.ts'
import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import type { BlockPeer, Peer, Rule } from '../model/policy.ts'
import { type AddressSet, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { rememberBy } from './remember.ts'
import type { Blocks } from './tiers.ts'

/** What block peers hold under a plugin (IPB-1, CNI-2d); those that are written alike are one object. */
export interface BlockReader {
  /** What all blocks of a rule hold together; undefined when it has none. */
  readonly ofRule: (rule: Rule) => Blocks | undefined
  readonly ofPeer: (peer: BlockPeer) => Blocks
}

export function createBlockReader(cni: CniProfile): BlockReader {
  const exceptions = supportOf(cni, 'except')
  const join = rememberBy(
    keyOf,
    (peers: readonly BlockPeer[]): Blocks => ({
      key: keyOf(peers),
      ...joinBlockPeers(peers, exceptions),
    }),
  )
  return {
    ofRule: ({ peers }) => {
      if (peers === 'any' || !peers.some(isBlock)) return undefined
      return join(peers.every(isBlock) ? peers : peers.filter(isBlock))
    },
    ofPeer: (peer) => join([peer]),
  }
}

function isBlock(peer: Peer): peer is BlockPeer {
  return peer.kind === 'block'
}

function keyOf(peers: readonly BlockPeer[]): string {
  let key = ''
  for (const { cidr, except } of peers) {
    if (key !== '') key += ' or '
    key += cidr
    for (const hole of except) key += ` except ${hole}`
  }
  return key
}

function joinBlockPeers(peers: readonly BlockPeer[], exceptions: Support): Pick<Blocks, 'certain' | 'possible'> {
  const narrow = toAddressSet(peers.flatMap(({ addresses }) => addresses))
  if (exceptions === 'yes') return { certain: narrow, possible: narrow }
  const wide = toAddressSet(peers.flatMap(({ cidr }) => readWhole(cidr)))
  return { certain: exceptions === 'no' ? wide : narrow, possible: wide }
}

function readWhole(cidr: string): AddressSet {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' ? [reading.range] : []
}
