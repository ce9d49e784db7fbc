import { type AddressRange, type Family, formatAddress } from './address.ts'
import { readIPv4, readIPv6 } from './address-text.ts'

/** What is odd about a CIDR that the API server accepts (VAL-6, IPB-5). */
export type CidrNote = 'host-bits' | 'leading-zeros' | 'not-canonical' | 'ipv4-mapped'

export type CidrReading =
  | {
      readonly kind: 'cidr'
      readonly range: AddressRange
      /** The masked network in canonical notation: `10.0.0.0/8`. */
      readonly canonical: string
      /** The prefix length as written: 104 for `::ffff:10.0.0.0/104`. */
      readonly prefix: number
      readonly notes: readonly CidrNote[]
    }
  | { readonly kind: 'invalid'; readonly reason: string }

/**
 * Reads a CIDR as the API server does (VAL-6): leading zeros are decimal, host bits are masked, a missing prefix
 * length, spaces and zones are invalid. An IPv4-mapped block with a prefix of 96 and more is the IPv4 block (IPB-5).
 */
export function readCidr(text: string): CidrReading {
  const slash = text.indexOf('/')
  if (slash < 0) return { kind: 'invalid', reason: 'the prefix length is missing' }
  const address = text.slice(0, slash)
  const mask = text.slice(slash + 1)
  const four = readIPv4(address, 'sloppy')
  const value = four ?? readIPv6(address, 'sloppy')
  if (value === undefined) return { kind: 'invalid', reason: `'${address}' is not an address` }
  const family: Family = four === undefined ? 6 : 4
  const bits = family === 4 ? 32 : 128
  if (!/^\d+$/.test(mask) || Number(mask) > bits) {
    return { kind: 'invalid', reason: `the prefix length must be a number between 0 and ${bits}` }
  }
  const prefix = Number(mask)
  const range = blockOf(family, value, prefix)
  const notes: CidrNote[] = []
  if (range.first !== maskMapped(family, value, prefix)) notes.push('host-bits')
  if (hasLeadingZeros(family, address) || /^0\d/.test(mask)) notes.push('leading-zeros')
  if (family === 6 && !isCanonical(address, value)) notes.push('not-canonical')
  if (family === 6 && range.family === 4) notes.push('ipv4-mapped')
  return { kind: 'cidr', range, canonical: formatBlock(family, range, prefix), prefix, notes }
}

function blockOf(family: Family, value: bigint, prefix: number): AddressRange {
  if (isMapped(family, value, prefix)) return blockOf(4, value & 0xffff_ffffn, prefix - 96)
  const size = 1n << BigInt((family === 4 ? 32 : 128) - prefix)
  const first = value - (value % size)
  return { family, first, last: first + size - 1n }
}

function isMapped(family: Family, value: bigint, prefix: number): boolean {
  return family === 6 && prefix >= 96 && value >> 32n === 0xffffn
}

/** The address as written, in the family it is read in. */
function maskMapped(family: Family, value: bigint, prefix: number): bigint {
  return isMapped(family, value, prefix) ? value & 0xffff_ffffn : value
}

function formatBlock(family: Family, range: AddressRange, prefix: number): string {
  const address = formatAddress({ family: range.family, value: range.first })
  return `${address}/${family === range.family ? prefix : prefix - 96}`
}

function hasLeadingZeros(family: Family, address: string): boolean {
  const dotted = family === 4 ? address : (/[^:]*\..*$/.exec(address)?.[0] ?? '')
  return /(^|\.)0\d/.test(dotted)
}

function isCanonical(address: string, value: bigint): boolean {
  return address === formatAddress({ family: 6, value })
}
