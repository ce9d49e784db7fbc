import type { Endpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import { resolveEnd } from '../connect/resolve-end.ts'
import type { ResolvedEnd } from '../connect/resolved-end.ts'
import type { PlanContext } from '../plan-context.ts'
import { addressesOf } from './narrow-blocks.ts'

/** Peers for exactly some endpoints, of a policy in `namespace`; words where no labels name them alone. */
export function namePeers(
  context: PlanContext,
  namespace: string,
  endpoints: readonly Endpoint[],
): readonly JsonObject[] | string {
  const ends = podEnds(context, endpoints)
  const obstacle = ends.flatMap(({ obstacles }) => obstacles)[0]
  if (obstacle) return obstacle.words
  const wide = ends.find(({ others }) => others.length > 0)
  if (wide) return `the labels of ${wide.title} also select ${wide.others.map(({ name }) => name).join(', ')}`
  const blocks = toCidrs(addressesOf(endpoints)).map((cidr) => ({ ipBlock: { cidr } }))
  return [...ends.flatMap((end) => peersOf(end, namespace)), ...blocks]
}

/** The ends that pods among some endpoints are: workloads together, implied ones alone. */
export function podEnds(context: PlanContext, endpoints: readonly Endpoint[]): readonly ResolvedEnd[] {
  const pods = endpoints.flatMap((endpoint) => (endpoint.kind === 'pods' ? [endpoint] : []))
  const ids = [...new Set(pods.flatMap(({ workload }) => workload?.id ?? []))]
  const implied = pods.filter(({ workload }) => !workload)
  return [
    ...(ids.length > 0 ? [resolveEnd(context, { kind: 'workloads', ids })] : []),
    ...implied.map(({ id }) => resolveEnd(context, { kind: 'implied', id })),
  ]
}

function peersOf({ peersFor }: ResolvedEnd, namespace: string): readonly JsonObject[] {
  const peers = peersFor(namespace)
  return peers === 'anyone' ? [] : peers
}
