import { type AddressRange, type AddressSet, type Family, intersectAddresses } from '../net/address.ts'
import type { Location, Member } from './member.ts'

/** How much of a place a set of addresses holds. */
export type Coverage = 'all' | 'some' | 'none'

export function coverPlace(addresses: AddressSet, place: AddressSet): Coverage {
  const common = intersectAddresses(place, addresses)
  if (common.length === 0) return 'none'
  return isSameSet(place, common) ? 'all' : 'some'
}

function isSameSet(a: AddressSet, b: AddressSet): boolean {
  return a.length === b.length && a.every((range, index) => isSameRange(range, b[index]))
}

function isSameRange({ family, first, last }: AddressRange, other: AddressRange | undefined): boolean {
  return family === other?.family && first === other.first && last === other.last
}

/** The families a pair is judged in: those both ends have; outside addresses use their own (IPB-6). */
export function judgedFamilies(from: Member, to: Member): readonly Family[] {
  for (const { endpoint, location } of [from, to]) if (endpoint.kind === 'outside') return familiesOf(location)
  const shared = familiesOf(from.location).filter((family) => to.location.possible.has(family))
  if (shared.length > 0) return shared
  return ([4, 6] as const).filter((family) => from.location.possible.has(family) || to.location.possible.has(family))
}

function familiesOf({ possible }: Location): readonly Family[] {
  return [...possible.keys()]
}
