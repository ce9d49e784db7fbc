import type { OutsideEndpoint } from '../model/endpoint.ts'
import { type AddressSet, type Family, formatRange } from '../net/address.ts'
import { toLocation } from './location.ts'
import type { Member } from './member.ts'
import { nameAddresses } from './name-addresses.ts'

/** One endpoint per class of outside addresses (END-1), in the order given. */
export function toOutsideMembers(classes: readonly AddressSet[]): readonly Member[] {
  const largest = findLargest(classes)
  return classes.map((addresses) => ({
    endpoint: toOutsideEndpoint(addresses, largest),
    location: toLocation(addresses, 'known'),
  }))
}

const INTERNET: Readonly<Record<Family, string>> = { 4: 'internet', 6: 'internet (IPv6)' }

/** Names are made when they are first asked for: most classes of a large cluster are never shown. */
function toOutsideEndpoint(addresses: AddressSet, largest: ReadonlySet<AddressSet>): OutsideEndpoint {
  const [first] = addresses
  if (!first) throw new Error('a class of addresses is never empty')
  let name: string | undefined
  return {
    kind: 'outside',
    id: `outside/${formatRange(first)}`,
    addresses,
    get name() {
      name ??= largest.has(addresses) ? INTERNET[first.family] : nameAddresses(addresses)
      return name
    },
  }
}

/** The class with the most addresses in each family. */
function findLargest(classes: readonly AddressSet[]): ReadonlySet<AddressSet> {
  const largest = new Map<Family, { readonly set: AddressSet; readonly size: bigint }>()
  for (const set of classes) {
    const family = set[0]?.family
    const size = set.reduce((count, { first, last }) => count + last - first + 1n, 0n)
    if (family && size > (largest.get(family)?.size ?? 0n)) largest.set(family, { set, size })
  }
  return new Set([...largest.values()].map(({ set }) => set))
}
