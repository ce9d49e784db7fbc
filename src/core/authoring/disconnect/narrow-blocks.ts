import type { Endpoint } from '../../model/endpoint.ts'
import { joinPath } from '../../model/path.ts'
import type { BlockPeer } from '../../model/policy.ts'
import { type AddressSet, intersectAddresses, subtractAddresses, unionAddresses } from '../../net/address.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import type { NarrowedPeer } from './narrowed-peers.ts'

/** Above so many exceptions nobody would read the list. */
const MOST_EXCEPTIONS = 16

/** A block that leaves out addresses; words for pods, whose addresses change, and where the list would be too long. */
export function excludeBlock(peer: BlockPeer, gone: readonly Endpoint[]): NarrowedPeer | string {
  const pods = gone.filter(({ kind }) => kind === 'pods')
  if (pods.length > 0)
    return `${peer.cidr} matches ${pods[0]?.name ?? 'pods'} by address only, and addresses of pods change: no block leaves them out`
  const addresses = intersectAddresses(peer.addresses, addressesOf(gone))
  if (subtractAddresses(peer.addresses, addresses).length === 0) return { kept: [], steps: [], goes: true }
  const added = toCidrs(addresses)
  if (added.length > MOST_EXCEPTIONS) return `${added.length} exceptions would be needed in ${peer.cidr}`
  const list = joinPath(peer.path, 'ipBlock', 'except')
  return {
    kept: [{ ipBlock: { cidr: peer.cidr, except: [...peer.except, ...added] } }],
    steps: added.map((value) => ({ kind: 'append', list, value })),
    goes: false,
  }
}

/** All addresses of endpoints outside. */
export function addressesOf(endpoints: readonly Endpoint[]): AddressSet {
  return endpoints
    .map((endpoint) => (endpoint.kind === 'outside' ? endpoint.addresses : []))
    .reduce<AddressSet>(unionAddresses, [])
}
