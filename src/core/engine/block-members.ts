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

/** Addresses `first` to `last` of one family, and the endpoint they belong to. */
interface Stretch {
  readonly first: bigint
  readonly last: bigint
  readonly place: number
}

/** Where the endpoints that blocks can match are, in one family. */
interface AddressIndex {
  /** Pods with exactly one address, in its order. */
  readonly single: readonly Stretch[]
  /** The ranges of all outside endpoints, in order; they do not overlap. */
  readonly outside: readonly Stretch[]
  /** Pods with several possible addresses, those of equal place together. */
  readonly wide: readonly { readonly place: AddressSet; readonly members: readonly number[] }[]
}

const remembered = new WeakMap<Prepared, Map<Family, AddressIndex>>()

/** Finds the endpoints in a set of addresses of a rule or a peer without looking at each endpoint (IPB-1, IPB-4). */
export function findBlockMembers(prepared: Prepared, addresses: AddressSet, family: Family): BlockMembers {
  const found: Record<Coverage, number[]> = { all: [...findSingles(prepared, addresses, family)], some: [], none: [] }
  for (const { place, members } of indexAddresses(prepared, family).wide) {
    const list = found[coverPlace(addresses, place)]
    for (const member of members) list.push(member)
  }
  return { all: ascending(found.all), some: ascending(found.some) }
}

/**
 * The pods with exactly one address in a family that lies in the set, and the outside classes that share an address
 * with it: the rule that the set belongs to holds all of such a class (END-1).
 */
export function findSingles(prepared: Prepared, addresses: AddressSet, family: Family): readonly number[] {
  const { single, outside } = indexAddresses(prepared, family)
  const found = new Set<number>()
  for (const range of addresses) {
    if (range.family !== family) continue
    for (const list of [single, outside]) addOverlapping(found, list, range.first, range.last)
  }
  return ascending(found)
}

function addOverlapping(found: Set<number>, stretches: readonly Stretch[], first: bigint, last: bigint): void {
  for (let at = lowerBound(stretches, first); at < stretches.length; at += 1) {
    const stretch = stretches[at]
    if (!stretch || stretch.first > last) return
    found.add(stretch.place)
  }
}

function ascending(places: Iterable<number>): readonly number[] {
  return [...places].sort((a, b) => a - b)
}

function indexAddresses(prepared: Prepared, family: Family): AddressIndex {
  const families = remembered.get(prepared) ?? new Map<Family, AddressIndex>()
  remembered.set(prepared, families)
  const known = families.get(family)
  if (known) return known
  const made = makeIndex(prepared, family)
  families.set(family, made)
  return made
}

function makeIndex(prepared: Prepared, family: Family): AddressIndex {
  const single: Stretch[] = []
  const outside: Stretch[] = []
  const wide = new Map<string, { place: AddressSet; members: number[] }>()
  for (const [index, member] of prepared.members.entries()) {
    const place = member.location.possible.get(family)
    const [range] = place ?? []
    if (!place || !range || !blocksMatch(prepared, member)) continue
    if (member.endpoint.kind === 'outside') {
      for (const { first, last } of place) outside.push({ first, last, place: index })
    } else if (place.length === 1 && range.first === range.last) {
      single.push({ first: range.first, last: range.last, place: index })
    } else {
      const group = wide.get(member.location.key) ?? { place, members: [] }
      wide.set(member.location.key, group)
      group.members.push(index)
    }
  }
  return { single: single.sort(compareStretches), outside: outside.sort(compareStretches), wide: [...wide.values()] }
}

function compareStretches(a: Stretch, b: Stretch): number {
  if (a.first === b.first) return a.place - b.place
  return a.first < b.first ? -1 : 1
}

/** The first stretch that does not end below `value`. */
function lowerBound(stretches: readonly Stretch[], value: bigint): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.last ?? 0n) < value) low = middle + 1
    else high = middle
  }
  return low
}
