import { field } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import { roleOf } from './kinds.ts'
import { moveResource } from './move-item.ts'
import type { ItemReading } from './read-item.ts'
import type { Item } from './reading.ts'

/** What an item shows: its own resources, and for what is broken or invalid now the last good ones (V14). */
export interface Kept {
  readonly resources: readonly Resource[]
  readonly stale: boolean
}

/**
 * Falls back on the items that stood at this place before. Text that cannot be read keeps all their resources; a policy
 * that turned invalid keeps the last valid form of itself, not in force.
 */
export function keepStale(reading: ItemReading, path: string, past: readonly Item[]): Kept {
  if (past.length === 0) return { resources: reading.resources, stale: false }
  if (reading.broken) {
    const resources = past.flatMap((item, index) =>
      item.resources.map((one) => toStale(one, item.path, placeFor(path, index))),
    )
    return { resources, stale: resources.length > 0 }
  }
  let stale = false
  const taken = new Set<Resource>()
  const resources = reading.resources.map((resource) => {
    if (!isInvalidPolicy(resource)) return resource
    const former = findFormer(resource, path, past, taken)
    if (!former) return resource
    taken.add(former.resource)
    stale = true
    return toStale(former.resource, former.resource.path, resource.path)
  })
  return { resources, stale }
}

/** The first item's resources take the broken item's own path; others that it swallowed get paths of their own. */
function placeFor(path: string, index: number): string {
  return index === 0 ? path : `${path}/stale/${index}`
}

/** Whether somebody means a NetworkPolicy here and does not get one; a policy of another API is what it is. */
function isInvalidPolicy({ policy, apiVersion, kind, value }: Resource): boolean {
  if (policy) return false
  const role = roleOf(apiVersion, kind, value)
  if (role.role === 'misspelled') return role.meant === 'NetworkPolicy'
  return role.role === 'policy' || role.role === 'old-policy' || role.role === 'groupless-policy'
}

/** The form before: of the policy of that name where it was there, valid or not; else of what stood in its place. */
function findFormer(resource: Resource, path: string, past: readonly Item[], taken: ReadonlySet<Resource>) {
  const isNamesake = (former: Resource) =>
    (former.policy !== undefined || isInvalidPolicy(former)) && nameOf(former) === nameOf(resource)
  const isKnown = past.some(({ resources }) => resources.some(isNamesake))
  const candidates = past.flatMap((item) =>
    item.resources
      .filter((former) => former.policy && !taken.has(former) && (!isKnown || isNamesake(former)))
      .map((former) => ({ resource: former, step: former.path.slice(item.path.length) })),
  )
  const step = resource.path.slice(path.length)
  return candidates.find((candidate) => candidate.step === step) ?? candidates[0]
}

function nameOf({ value }: Resource): string {
  const metadata = field(value, 'metadata')
  return JSON.stringify([field(metadata, 'namespace') ?? null, field(metadata, 'name') ?? null])
}

function toStale(resource: Resource, from: string, to: string): Resource {
  const moved = moveResource(resource, { from, to, by: 0 })
  const { policy, stale } = moved
  return stale ? moved : { ...moved, stale: true, policy: policy && { ...policy, stale: true } }
}
