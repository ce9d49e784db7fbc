import type { Endpoint } from '../model/endpoint.ts'
import { formatRange, intersectAddresses } from '../net/address.ts'
import { memberAt } from './judge.ts'
import { comparedPlaces, pairMembers } from './pair-members.ts'
import type { Prepared } from './prepare.ts'

/**
 * Pods or addresses that are one endpoint before a change and one after it: where the two cut differently, what both
 * have in common. On each side it stands at one place, so it has one verdict with any other on each side.
 */
export interface SharedEnd {
  /** The endpoint's id where one of them is the whole; otherwise made as ids of parts are. */
  readonly id: string
  readonly before: number
  readonly after: number
}

/** All ends that are in both, in the order of those after the change. */
export function findSharedEnds(before: Prepared, after: Prepared): readonly SharedEnd[] {
  const earlier = pairMembers(before, after)
  const later = countLater(earlier)
  return comparedPlaces(before, after).flatMap((place) => {
    const places = earlier[place] ?? []
    return places.map((one) => {
      const [then, now] = [memberAt(before, one).endpoint, memberAt(after, place).endpoint]
      const id = places.length === 1 ? now.id : later.get(one) === 1 ? then.id : commonId(then, now)
      return { id, before: one, after: place }
    })
  })
}

/** Of how many places after the change each place before it holds some. */
function countLater(earlier: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const place of earlier.flat()) counts.set(place, (counts.get(place) ?? 0) + 1)
  return counts
}

function commonId(then: Endpoint, now: Endpoint): string {
  if (then.kind === 'outside' && now.kind === 'outside') {
    const [first] = intersectAddresses(then.addresses, now.addresses)
    return first ? `outside/${formatRange(first)}` : now.id
  }
  if (then.kind === 'outside' || now.kind === 'outside') return now.id
  const pod = now.pods.find(({ name }) => then.pods.some((one) => one.name === name))
  return now.workload && pod ? `${now.workload.id}#${pod.name}` : now.id
}
