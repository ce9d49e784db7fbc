import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint, OutsideEndpoint, PodEndpoint } from '../../model/endpoint.ts'
import { allAddresses, subtractAddresses, toAddressSet } from '../../net/address.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import type { ConnectEnd } from '../plan.ts'

/** Which ends may stand for all pods that they hold, also for pods to come. */
export interface Widening {
  /** All pods of a namespace. */
  readonly toNamespace: (namespace: string) => boolean
  /** All pods of every namespace. */
  readonly toPods: boolean
  /** Anyone at all, addresses outside included. */
  readonly toAnyone: boolean
}

/** The endpoints of a cluster by what can be said of many at once. */
export interface Crowd {
  /** Of every namespace the pods that policies touch, by the id of their workload. */
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, readonly PodEndpoint[]>>
  readonly outside: readonly OutsideEndpoint[]
}

export function gatherCrowd({ endpoints }: Prepared): Crowd {
  const namespaces = new Map<string, Map<string, PodEndpoint[]>>()
  for (const endpoint of endpoints) {
    if (endpoint.kind === 'outside' || !endpoint.workload || endpoint.hostNetwork) continue
    const workloads = namespaces.get(endpoint.namespace) ?? new Map<string, PodEndpoint[]>()
    namespaces.set(endpoint.namespace, workloads)
    workloads.set(endpoint.workload.id, [...(workloads.get(endpoint.workload.id) ?? []), endpoint])
  }
  return { namespaces, outside: endpoints.flatMap((endpoint) => (endpoint.kind === 'outside' ? [endpoint] : [])) }
}

/**
 * The fewest ends that hold exactly some endpoints of those that are known: anyone, all pods, namespaces, workloads (or
 * parts of one), blocks. Pods on their node's network are left out: no selector names them (END-5).
 */
export function mergeEnds(crowd: Crowd, places: readonly Endpoint[], widening: Widening): readonly ConnectEnd[] {
  const ids = new Set(places.map(({ id }) => id))
  const isIn = ({ id }: Endpoint) => ids.has(id)
  const seen = new Set(places.flatMap((place) => (place.kind === 'pods' ? [place.namespace] : [])))
  const spaces = [...crowd.namespaces]
    .filter(([namespace]) => seen.has(namespace))
    .map(([namespace, workloads]) => ({
      namespace,
      workloads: [...workloads],
      isWhole: [...workloads.values()].every((parts) => parts.every(isIn)),
    }))
  const isEveryPod = spaces.length === crowd.namespaces.size && spaces.every(({ isWhole }) => isWhole)
  if (widening.toAnyone && isEveryPod && crowd.outside.every(isIn)) return [{ kind: 'internet', reach: 'anyone' }]
  const pods: readonly ConnectEnd[] =
    widening.toPods && isEveryPod && spaces.length > 0
      ? [{ kind: 'all-namespaces' }]
      : spaces.flatMap(({ namespace, workloads, isWhole }) =>
          isWhole && widening.toNamespace(namespace)
            ? [{ kind: 'namespace', namespace }]
            : workloads.flatMap(([id, parts]) => mergeParts(id, parts.filter(isIn), parts.length)),
        )
  const implied = places.filter((place) => place.kind === 'pods' && place.implied && place.implied.selectors.length > 0)
  return [
    ...pods,
    ...implied.map(({ id }): ConnectEnd => ({ kind: 'implied', id })),
    ...toBlocks(crowd.outside.filter(isIn)),
  ]
}

/** A workload whose parts are all there is named as a whole. */
function mergeParts(id: string, parts: readonly PodEndpoint[], all: number): readonly ConnectEnd[] {
  if (parts.length === all) return [{ kind: 'workload', id }]
  return parts.map((part) => ({ kind: 'workload', id: part.id }))
}

/** The fewest blocks, or everything with exceptions where those are fewer. */
function toBlocks(outside: readonly OutsideEndpoint[]): readonly ConnectEnd[] {
  return FAMILIES.flatMap(({ family, cidr }): readonly ConnectEnd[] => {
    const addresses = toAddressSet(
      outside.flatMap((endpoint) => endpoint.addresses.filter((range) => range.family === family)),
    )
    const blocks = toCidrs(addresses)
    const except = blocks.length > 1 ? toCidrs(subtractAddresses([allAddresses(family)], addresses)) : []
    if (except.length > 0 && except.length < blocks.length) return [{ kind: 'block', cidr, except }]
    return blocks.map((block) => ({ kind: 'block', cidr: block, except: [] }))
  })
}

const FAMILIES = [
  { family: 4, cidr: '0.0.0.0/0' },
  { family: 6, cidr: '::/0' },
] as const
