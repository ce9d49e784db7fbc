import {
  type AddressRange,
  type AddressSet,
  allAddresses,
  formatAddress,
  isSubset,
  subtractAddresses,
  toAddressSet,
} from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { listWords } from './words.ts'

/** The ranges of private networks (RFC 1918). */
const PRIVATE: AddressSet = toAddressSet(
  ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']
    .map(readCidr)
    .flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : [])),
)

/** Addresses that people know by what answers there. */
const FAMOUS: ReadonlyMap<string, string> = new Map([
  ['169.254.169.254/32', 'metadata address 169.254.169.254'],
  ['fd00:ec2::254/128', 'metadata address fd00:ec2::254'],
  ['fc00::/7', 'private ranges (IPv6)'],
])

/** What people call a block, where they have a name for it. */
export function knownName(cidr: string): string | undefined {
  return FAMOUS.get(cidr)
}

/** How many blocks a name lists before it only counts them. */
const SHOWN = 3

/**
 * Addresses of one family, for people: as blocks, or as a block with exceptions, whichever says it with less; known ones
 * by name: `private ranges except 10.1.0.0/16`.
 */
export function nameAddresses(addresses: AddressSet): string {
  const blocks = toBlocks(addresses)
  const [only] = blocks
  if (only && blocks.length === 1) return FAMOUS.get(formatBlock(only)) ?? formatBlock(only)
  const isPrivate =
    isSubset(addresses, PRIVATE) && PRIVATE.every((range) => addresses.some((one) => overlaps(one, range)))
  const whole = isPrivate ? PRIVATE : [hullOf(addresses)]
  const holes = toBlocks(subtractAddresses(whole, addresses))
  const name = isPrivate ? 'private ranges' : whole.map(formatBlock).join('')
  if (holes.length === 0) return name
  return holes.length < blocks.length ? `${name} except ${listBlocks(holes)}` : listBlocks(blocks)
}

function listBlocks(blocks: readonly AddressRange[]): string {
  const words = blocks.map(formatBlock)
  if (words.length <= SHOWN) return listWords(words, 'and')
  return `${words.slice(0, SHOWN - 1).join(', ')} and ${words.length - SHOWN + 1} more ranges`
}

function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last
}

/** The smallest block that holds all ranges of one family. */
function hullOf(addresses: AddressSet): AddressRange {
  const first = addresses[0] as AddressRange
  const last = addresses.at(-1) as AddressRange
  let size = 1n
  while (first.first / size !== last.last / size) size *= 2n
  const start = (first.first / size) * size
  return { family: first.family, first: start, last: start + size - 1n }
}

/** The fewest blocks that are exactly these addresses. */
function toBlocks(addresses: AddressSet): readonly AddressRange[] {
  const blocks: AddressRange[] = []
  for (const { family, first, last } of addresses) {
    let next = first
    while (next <= last) {
      let size = 1n
      while (next % (size * 2n) === 0n && next + size * 2n - 1n <= last) size *= 2n
      blocks.push({ family, first: next, last: next + size - 1n })
      next += size
    }
  }
  return blocks
}

function formatBlock({ family, first, last }: AddressRange): string {
  const bits = allAddresses(family).last.toString(2).length
  const prefix = bits - (last - first + 1n).toString(2).length + 1
  return `${formatAddress({ family, value: first })}/${prefix}`
}
