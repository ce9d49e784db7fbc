import type { AddressSet, Family } from '../net/address.ts'
import type { Coverage } from './match-rule.ts'
import { blocksMatch, coverPlace } from './match-rule.ts'
import type { Prepared } from './prepare.ts'

/** The endpoints that have possible addresses in a set, by place, ascending within each list. */
export interface BlockMembers {
  /** All their possible addresses of the family lie in the set. */
  readonly all: readonly number[]
  /** Some do. */
  readonly some: readonly number[]
}

/** Where the endpoints that blocks can match are, in one family. */
interface AddressIndex {
  /** Endpoints with exactly one address, in its order. */
  readonly single: readonly { readonly value: bigint; readonly place: number }[]
  /** Endpoints with several possible addresses, those of equal place together. */
  readonly wide: readonly { readonly place: AddressSet; readonly members: readonly number[] }[]
}

const remembered = new WeakMap<Prepared, Map<Family, AddressIndex>>()

/** Finds the endpoints in a set of addresses without looking at each endpoint (IPB-1, IPB-4). */
export function findBlockMembers(prepared: Prepared, addresses: AddressSet, family: Family): BlockMembers {
  const found: Record<Coverage, number[]> = { all: [...findSingles(prepared, addresses, family)], some: [], none: [] }
  for (const { place, members } of indexAddresses(prepared, family).wide) {
    const list = found[coverPlace(addresses, place)]
    for (const member of members) list.push(member)
  }
  return { all: ascending(found.all), some: ascending(found.some) }
}

/** The endpoints with exactly one address in a family, when it lies in the set. */
export function findSingles(prepared: Prepared, addresses: AddressSet, family: Family): readonly number[] {
  const { single } = indexAddresses(prepared, family)
  const found: number[] = []
  for (const { family: own, first, last } of addresses) {
    if (own !== family) continue
    for (let at = lowerBound(single, first); at < single.length; at += 1) {
      const entry = single[at]
      if (!entry || entry.value > last) break
      found.push(entry.place)
    }
  }
  return ascending(found)
}

function ascending(places: readonly number[]): readonly number[] {
  return [...places].sort((a, b) => a - b)
}

function indexAddresses(prepared: Prepared, family: Family): AddressIndex {
  const families = remembered.get(prepared) ?? new Map<Family, AddressIndex>()
  remembered.set(prepared, families)
  const known = families.get(family)
  if (known) return known
  const single: { value: bigint; place: number }[] = []
  const wide = new Map<string, { place: AddressSet; members: number[] }>()
  for (const [index, member] of prepared.members.entries()) {
    const place = member.location.possible.get(family)
    const [range] = place ?? []
    if (!place || !range || !blocksMatch(prepared, member)) continue
    if (place.length === 1 && range.first === range.last) single.push({ value: range.first, place: index })
    else {
      const group = wide.get(member.location.key) ?? { place, members: [] }
      wide.set(member.location.key, group)
      group.members.push(index)
    }
  }
  single.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.place - b.place))
  const made = { single, wide: [...wide.values()] }
  families.set(family, made)
  return made
}

/** The first entry that is not below `value`. */
function lowerBound(entries: AddressIndex['single'], value: bigint): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.value ?? 0n) < value) low = middle + 1
    else high = middle
  }
  return low
}
