import type { OutsideEndpoint } from '../model/endpoint.ts'
import { type AddressRange, type AddressSet, allAddresses, formatAddress, formatRange } from '../net/address.ts'
import { toLocation } from './location.ts'
import type { Member } from './member.ts'

/** One endpoint per class of outside addresses (END-1), in the order given. */
export function toOutsideMembers(classes: readonly AddressSet[]): readonly Member[] {
  return classes.map((addresses) => ({
    endpoint: toOutsideEndpoint(addresses, classes),
    location: toLocation(addresses, 'known'),
  }))
}

function toOutsideEndpoint(addresses: AddressSet, classes: readonly AddressSet[]): OutsideEndpoint {
  const [first] = addresses
  if (!first) throw new Error('a class of addresses is never empty')
  const rivals = classes.filter((rival) => rival[0]?.family === first.family)
  const isLargest = rivals.every((rival) => countAddresses(rival) <= countAddresses(addresses))
  return {
    kind: 'outside',
    id: `outside/${formatRange(first)}`,
    addresses,
    name: isLargest ? (first.family === 4 ? 'internet' : 'internet (IPv6)') : nameAddresses(addresses),
  }
}

function countAddresses(addresses: AddressSet): bigint {
  return addresses.reduce((count, { first, last }) => count + last - first + 1n, 0n)
}

/** `10.0.0.0/8`, `10.0.0.0/8 and 2 more ranges`, or the ends of a range that is no block. */
function nameAddresses(addresses: AddressSet): string {
  const [first, ...others] = addresses.map(nameRange)
  if (others.length === 0) return first ?? ''
  return `${first} and ${others.length} more ${others.length === 1 ? 'range' : 'ranges'}`
}

function nameRange(range: AddressRange): string {
  const size = range.last - range.first + 1n
  const isBlock = (size & (size - 1n)) === 0n && range.first % size === 0n
  if (!isBlock) return formatRange(range)
  const bits = allAddresses(range.family).last.toString(2).length
  return `${formatAddress({ family: range.family, value: range.first })}/${bits - size.toString(2).length + 1}`
}
