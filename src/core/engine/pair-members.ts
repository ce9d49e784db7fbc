import { listBits } from '../net/bit-set.ts'
import { createAddressIndex } from './address-index.ts'
import type { Member } from './member.ts'
import type { Prepared } from './prepare.ts'

const FAMILIES = [4, 6] as const

/**
 * Per endpoint of `to` the endpoints of `from` that stand for some of the same pods or addresses. Pods are the same by
 * their names; those of one workload that have other names on both sides, as after a rollout, took each other's place.
 */
export function pairMembers(from: Prepared, to: Prepared): readonly (readonly number[])[] {
  const byPod = placesByPod(from)
  const renamed = renamedParts(from, placesByPod(to))
  const indexes = FAMILIES.map((family) => createAddressIndex(from.members, family))
  const find = (member: Member, name: string) => {
    const place = byPod.get(name)
    return place === undefined ? (renamed.get(workloadOf(member)) ?? []) : [place]
  }
  return to.members.map((member) => {
    const { endpoint } = member
    if (endpoint.kind === 'pods') return [...new Set(podNames(member).flatMap((name) => find(member, name)))]
    return indexes.flatMap((index) => listBits(index.outsideIn(endpoint.addresses)))
  })
}

/** The places that are compared: the endpoints; IPv6 addresses as well when only one side uses them. */
export function comparedPlaces(from: Prepared, to: Prepared): readonly number[] {
  const isHidden = [from, to].every(({ endpoints, members }) => endpoints.length < members.length)
  return [...(isHidden ? to.endpoints : to.members).keys()]
}

function placesByPod({ members }: Prepared): ReadonlyMap<string, number> {
  return new Map(members.flatMap((member, place) => podNames(member).map((name) => [name, place] as const)))
}

/** By workload the parts with a pod that the other side does not have. */
function renamedParts({ members }: Prepared, others: ReadonlyMap<string, number>) {
  const parts = new Map<string, number[]>()
  for (const [place, member] of members.entries()) {
    if (podNames(member).every((name) => others.has(name))) continue
    const workload = workloadOf(member)
    if (workload !== '') parts.set(workload, [...(parts.get(workload) ?? []), place])
  }
  return parts
}

/** The empty string for endpoints without one. */
function workloadOf({ endpoint }: Member): string {
  return endpoint.kind === 'pods' ? (endpoint.workload?.id ?? '') : ''
}

function podNames({ endpoint }: Member): readonly string[] {
  if (endpoint.kind === 'outside') return []
  if (!endpoint.workload) return [endpoint.id]
  return endpoint.pods.map((pod) => `${endpoint.workload?.id}#${pod.name}`)
}
