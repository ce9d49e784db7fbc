import type { AddressSet, Family } from '../net/address.ts'
import { type BitSet, toBits } from '../net/bit-set.ts'
import type { Member } from './member.ts'

/** Where endpoints are, in one family: finds those in a set of addresses without looking at each (IPB-1, IPB-4). */
export interface AddressIndex {
  /**
   * The classes of outside addresses that share an address with the set: a rule that holds some of a class holds all of
   * it (END-1).
   */
  readonly outsideIn: (addresses: AddressSet) => BitSet
  /** The pods whose one address lies in the set, those on the network of their nodes included. */
  readonly podsIn: (addresses: AddressSet) => BitSet
  /** All pods on the network of their nodes. */
  readonly hosts: BitSet
  /** Pods with several possible addresses, those of equal whereabouts together. */
  readonly wide: readonly WidePlace[]
}

/** Pods that may be anywhere in some addresses. */
export interface WidePlace {
  readonly addresses: AddressSet
  readonly places: BitSet
  /** Whether they are on the network of their nodes. */
  readonly onHost: boolean
}

/** Addresses `first` to `last` and the endpoint they belong to. */
interface Stretch {
  readonly first: bigint
  readonly last: bigint
  readonly place: number
}

/** Pods of unknown address that are on one network, as they are found. */
interface WideGroup {
  readonly addresses: AddressSet
  readonly places: number[]
  readonly onHost: boolean
}

export function createAddressIndex(members: readonly Member[], family: Family): AddressIndex {
  const pods: Stretch[] = []
  const outside: Stretch[] = []
  const hosts: number[] = []
  const wide = { pods: new Map<string, WideGroup>(), hosts: new Map<string, WideGroup>() }
  for (const [place, { endpoint, location }] of members.entries()) {
    const onHost = endpoint.kind === 'pods' && endpoint.hostNetwork
    if (onHost) hosts.push(place)
    const addresses = location.possible.get(family)
    const [range] = addresses ?? []
    if (!addresses || !range) continue
    if (endpoint.kind === 'outside') for (const { first, last } of addresses) outside.push({ first, last, place })
    else if (addresses.length === 1 && range.first === range.last)
      pods.push({ first: range.first, last: range.last, place })
    else {
      const groups = onHost ? wide.hosts : wide.pods
      const group = groups.get(location.key)
      if (group) group.places.push(place)
      else groups.set(location.key, { addresses, places: [place], onHost })
    }
  }
  pods.sort(compareStretches)
  outside.sort(compareStretches)
  return {
    outsideIn: (set) => findOverlapping(outside, set, family),
    podsIn: (set) => findOverlapping(pods, set, family),
    hosts: toBits(hosts),
    wide: [...wide.pods.values(), ...wide.hosts.values()].map(({ addresses, places, onHost }) => ({
      addresses,
      places: toBits(places),
      onHost,
    })),
  }
}

function findOverlapping(stretches: readonly Stretch[], set: AddressSet, family: Family): BitSet {
  const found: number[] = []
  for (const range of set) {
    if (range.family !== family) continue
    for (let at = lowerBound(stretches, range.first); at < stretches.length; at += 1) {
      const stretch = stretches[at]
      if (!stretch || stretch.first > range.last) break
      found.push(stretch.place)
    }
  }
  return toBits(found)
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
