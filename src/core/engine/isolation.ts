import type { ResourcePath } from '../model/path.ts'
import type { Direction } from '../model/policy.ts'
import type { Isolation } from '../model/verdict.ts'
import type { Prepared } from './prepare.ts'

/** How an endpoint stands in each direction, and the policies that isolate it there (ISO-1 to ISO-4). */
export function isolationOf(
  prepared: Prepared,
  endpointId: string,
): Record<Direction, { isolation: Isolation; policies: readonly ResourcePath[] }> {
  const place = prepared.indexOf(endpointId)
  return {
    ingress: describeIsolation(prepared, place, 'ingress'),
    egress: describeIsolation(prepared, place, 'egress'),
  }
}

function describeIsolation(prepared: Prepared, place: number, direction: Direction) {
  const policies = prepared.profiles(place, direction).tiers.flatMap(({ sure, unsure }) => [...sure, ...unsure])
  const admitsAnything = policies.some(({ rules }) => rules[direction].length > 0)
  const isolation: Isolation = policies.length === 0 ? 'open' : admitsAnything ? 'isolated' : 'admits-nothing'
  return { isolation, policies: policies.map(({ policy }) => policy.path) }
}
