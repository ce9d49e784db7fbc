import { isolationOf } from '../../engine/isolation.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { Direction } from '../../model/policy.ts'
import { admitsDns, type Dns, findDns, isDnsPod } from '../dns.ts'
import { type IsolatedEnd, isolatedBy } from './isolate-scope.ts'

/** What a person should know of an isolation beside the flows it closes. */
export function noteIsolation(
  prepared: Prepared,
  ends: readonly IsolatedEnd[],
  directions: readonly Direction[],
  dns: Dns | undefined,
): readonly string[] {
  const before = directions.flatMap((direction) => ends.flatMap((end) => noteBefore(end, direction)))
  const isolating = ends.filter((end) => directions.some((direction) => isolatedBy(end, direction).length === 0))
  return [
    ...before,
    ...(dns && directions.includes('egress') ? noteOpened(prepared, isolating, dns) : []),
    ...noteServers(prepared, isolating, directions, dns !== undefined),
    ...noteHosts(prepared, isolating),
  ]
}

function noteBefore(isolated: IsolatedEnd, direction: Direction): readonly string[] {
  const names = isolatedBy(isolated, direction)
  if (names.length === 0) return []
  return [
    `${isolated.end.title} is isolated already for ${direction}, by ${names.join(', ')}: nothing is written for it`,
  ]
}

/** A rule for a namespace also speaks for pods that were isolated before, without DNS. */
function noteOpened(prepared: Prepared, ends: readonly IsolatedEnd[], dns: Dns): readonly string[] {
  const frames = ends.filter(({ subject }) => subject.isFrame)
  const opened = frames.flatMap(({ end }) =>
    end.endpoints.filter(({ id }) => {
      const { policies } = isolationOf(prepared, id).egress
      const isolating = prepared.cluster.policies.filter(({ path }) => policies.includes(path))
      return isolating.length > 0 && !isolating.some((policy) => admitsDns(prepared, dns, policy))
    }),
  )
  const names = [...new Set(opened.map(({ name }) => name))]
  return names.length > 0 ? [`DNS is also opened for ${names.join(', ')}, isolated before without it`] : []
}

/** Isolated DNS pods answer nobody, or ask nobody. */
function noteServers(
  prepared: Prepared,
  ends: readonly IsolatedEnd[],
  directions: readonly Direction[],
  isKept: boolean,
): readonly string[] {
  const dns = findDns(prepared.cluster)
  const isServer = ends.some(({ end }) =>
    end.endpoints.some((endpoint) => endpoint.kind === 'pods' && isDnsPod(dns, endpoint.namespace, endpoint.labels)),
  )
  if (!isServer) return []
  return [
    ...(directions.includes('ingress') && !isKept ? ['the DNS pods are isolated too: no pod can look names up'] : []),
    ...(directions.includes('egress')
      ? ['the DNS pods are isolated too: they reach neither the API server nor servers of outside names']
      : []),
  ]
}

/** Policies do not touch pods on their node's network (END-5). */
function noteHosts(prepared: Prepared, ends: readonly IsolatedEnd[]): readonly string[] {
  const frames = new Set(ends.flatMap(({ subject }) => (subject.isFrame ? [subject.namespace] : [])))
  const hosts = prepared.cluster.workloads.filter(
    ({ namespace, pods }) => frames.has(namespace) && pods.every(({ hostNetwork }) => hostNetwork),
  )
  if (hosts.length === 0) return []
  return [`policies have no effect on ${hosts.map(({ name }) => name).join(', ')}: on the network of the node`]
}
