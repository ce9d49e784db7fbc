import type { PodEndpoint } from '../model/endpoint.ts'
import type { Prepared } from './prepare.ts'

type ByNamespace = ReadonlyMap<string, readonly PodEndpoint[]>

const known = new WeakMap<Prepared['endpoints'], ByNamespace>()

/** The endpoints of pods in a namespace, however its letters are written; sorted once for each list of endpoints. */
export function podsByNamespace({ endpoints }: Prepared, namespace: string): readonly PodEndpoint[] {
  const sorted = known.get(endpoints) ?? sort(endpoints)
  known.set(endpoints, sorted)
  return sorted.get(namespace.toLowerCase()) ?? []
}

function sort(endpoints: Prepared['endpoints']): ByNamespace {
  const sorted = new Map<string, PodEndpoint[]>()
  for (const endpoint of endpoints) {
    if (endpoint.kind !== 'pods') continue
    const key = endpoint.namespace.toLowerCase()
    const list = sorted.get(key)
    if (list) list.push(endpoint)
    else sorted.set(key, [endpoint])
  }
  return sorted
}
