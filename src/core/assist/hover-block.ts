import type { Prepared } from '../engine/prepare.ts'
import { supportOf } from '../model/cni-profiles.ts'
import type { BlockPeer } from '../model/policy.ts'
import { type AddressSet, containsAddress } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { fact, type HoverPart } from './hover.ts'
import { podsWithin } from './scope.ts'
import { countPods } from './words.ts'

/** What a block covers: addresses, and pods as far as their addresses are known (IPB-1, IPB-3, IPB-4). */
export function describeBlock(prepared: Prepared, peer: BlockPeer): readonly HoverPart[] {
  const whole = readCidr(peer.cidr)
  const all = whole.kind === 'cidr' ? sizeOf([whole.range]) : 0n
  const left = sizeOf(peer.addresses)
  const family = whole.kind === 'cidr' ? whole.range.family : 4
  const without = all === left ? '' : `, ${count(all - left)} of ${count(all)} left out by except`
  return [
    fact(`${count(left)} IPv${family} ${left === 1n ? 'address' : 'addresses'}${without}`),
    ...insidePods(prepared, peer),
  ]
}

function insidePods(prepared: Prepared, { addresses }: BlockPeer): readonly HoverPart[] {
  const support = supportOf(prepared.settings.cni, 'blocks-match-pods')
  if (support === 'no') return [fact(`under ${prepared.settings.cni} it matches no pods, only addresses outside`)]
  const pods = podsWithin(prepared, 'all')
  const inside = pods.filter(({ pod }) => pod.addresses.some((address) => containsAddress(addresses, address)))
  const unknown = pods.filter(({ pod }) => pod.addresses.length === 0).reduce((sum, { weight }) => sum + weight, 0)
  const doubt = support === 'unknown' ? '; whether the plugin lets blocks match pods is not known' : ''
  return [
    ...(inside.length > 0
      ? [
          fact(`${countPods(inside.length)} inside it${doubt}`, [
            ...new Set(inside.map(({ workload }) => workload.name)),
          ]),
        ]
      : []),
    ...(unknown > 0 ? [fact(`${countPods(unknown)} of unknown address may be inside or not`)] : []),
  ]
}

function sizeOf(addresses: AddressSet): bigint {
  return addresses.reduce((sum, { first, last }) => sum + (last - first + 1n), 0n)
}

/** Large IPv6 blocks by their power of two. */
function count(size: bigint): string {
  if (size < 1n << 40n) return size.toLocaleString('en')
  const bits = size.toString(2).length - 1
  return size === 1n << BigInt(bits) ? `2^${bits}` : `almost 2^${bits + 1}`
}
