import { readIPv4, readIPv6 } from './address-text.ts'

/** IPv4 or IPv6: separate worlds (IPB-5). */
export type Family = 4 | 6

/** One address; `value` is its 32 or 128 bits as a number. */
export interface Address {
  readonly family: Family
  readonly value: bigint
}

/** Addresses `first` to `last` of one family, both included. */
export interface AddressRange {
  readonly family: Family
  readonly first: bigint
  readonly last: bigint
}

/** Ranges sorted by family, then by `first`; disjoint and not adjacent. `[]` is no address. */
export type AddressSet = readonly AddressRange[]

/** Every address of a family. */
export function allAddresses(family: Family): AddressRange {
  return { family, first: 0n, last: family === 4 ? 0xffff_ffffn : (1n << 128n) - 1n }
}

/**
 * One address in strict notation: no leading zeros in IPv4 parts, at most four digits in IPv6 groups, no zone.
 * An IPv4-mapped address (`::ffff:10.0.0.1`) is the IPv4 address. Undefined when `text` is not an address.
 */
export function parseAddress(text: string): Address | undefined {
  const four = readIPv4(text, 'strict')
  if (four !== undefined) return { family: 4, value: four }
  const six = readIPv6(text, 'strict')
  if (six === undefined) return undefined
  return six >> 32n === 0xffffn ? { family: 4, value: six & 0xffff_ffffn } : { family: 6, value: six }
}

/** The set of the given ranges, which may overlap and come in any order. */
export function toAddressSet(ranges: readonly AddressRange[]): AddressSet {
  const set: { family: Family; first: bigint; last: bigint }[] = []
  for (const range of [...ranges].sort(compareRanges)) {
    const previous = set.at(-1)
    if (previous?.family === range.family && range.first <= previous.last + 1n) {
      if (range.last > previous.last) previous.last = range.last
    } else set.push({ ...range })
  }
  return set
}

export function unionAddresses(a: AddressSet, b: AddressSet): AddressSet {
  if (a.length === 0) return b
  if (b.length === 0) return a
  return toAddressSet([...a, ...b])
}

export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  const set: AddressRange[] = []
  let left = 0
  let right = 0
  while (left < a.length && right < b.length) {
    const x = a[left] as AddressRange
    const y = b[right] as AddressRange
    if (x.family === y.family && x.first <= y.last && y.first <= x.last) {
      const first = x.first > y.first ? x.first : y.first
      set.push({ family: x.family, first, last: x.last < y.last ? x.last : y.last })
    }
    if (x.family < y.family || (x.family === y.family && x.last < y.last)) left += 1
    else right += 1
  }
  return set
}

/** The addresses of `a` that are not in `b`. */
export function subtractAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return intersectAddresses(a, complement(b))
}

export function containsAddress(set: AddressSet, { family, value }: Address): boolean {
  let low = 0
  let high = set.length
  while (low < high) {
    const middle = (low + high) >> 1
    const range = set[middle] as AddressRange
    const isBelow = range.family < family || (range.family === family && range.last < value)
    if (isBelow) low = middle + 1
    else high = middle
  }
  const range = set[low]
  return range?.family === family && range.first <= value
}

export function isSameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value
}

/** Whether every address of `a` is in `b`. */
export function isSubset(a: AddressSet, b: AddressSet): boolean {
  return subtractAddresses(a, b).length === 0
}

/** IPv4 with dots; IPv6 by RFC 5952, IPv4-mapped addresses with their dots (`::ffff:10.0.0.1`). */
export function formatAddress({ family, value }: Address): string {
  return family === 4 ? formatIPv4(value) : formatIPv6(value)
}

/** `10.0.0.0-10.255.255.255`; a single address is written twice as well. */
export function formatRange({ family, first, last }: AddressRange): string {
  return `${formatAddress({ family, value: first })}-${formatAddress({ family, value: last })}`
}

function compareRanges(a: AddressRange, b: AddressRange): number {
  if (a.family !== b.family) return a.family - b.family
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0
}

function complement(set: AddressSet): AddressSet {
  return ([4, 6] as const).flatMap((family) => {
    const rest: AddressRange[] = []
    const { last: end } = allAddresses(family)
    let next = 0n
    for (const range of set) {
      if (range.family !== family) continue
      if (next < range.first) rest.push({ family, first: next, last: range.first - 1n })
      next = range.last + 1n
    }
    if (next <= end) rest.push({ family, first: next, last: end })
    return rest
  })
}

function formatIPv4(value: bigint): string {
  const bits = Number(value)
  return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`
}

function formatIPv6(value: bigint): string {
  if (value >> 32n === 0xffffn) return `::ffff:${formatIPv4(value & 0xffff_ffffn)}`
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn)
  const run = longestZeroRun(groups)
  const words = (part: readonly bigint[]) => part.map((group) => group.toString(16)).join(':')
  if (run.length < 2) return words(groups)
  return `${words(groups.slice(0, run.start))}::${words(groups.slice(run.start + run.length))}`
}

/** The first of the longest runs of zero groups. */
function longestZeroRun(groups: readonly bigint[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  let length = 0
  groups.forEach((group, index) => {
    length = group === 0n ? length + 1 : 0
    if (length > best.length) best = { start: index - length + 1, length }
  })
  return best
}
