import { type DirectionExposure, type Exposure, findingExposures } from '../../engine/exposure.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { PodEndpoint } from '../../model/endpoint.ts'
import type { Direction } from '../../model/policy.ts'
import type { Work } from '../../model/work.ts'
import { findDoors } from './doors.ts'
import type { DirectionPosture, Door, NamespacePosture, PodPosture, Posture, Tally } from './posture.ts'

/** How everybody who is declared stands, namespace by namespace; implied endpoints (END-8) are nobody. In steps. */
export function* describingPosture(prepared: Prepared): Work<Posture['namespaces']> {
  const exposures = yield* findingExposures(prepared)
  yield undefined
  const doors = findDoors(prepared)
  const others = prepared.cluster.workloads.length - 1
  const byNamespace = new Map<string, PodPosture[]>()
  for (const exposure of exposures) {
    const endpoint = prepared.endpoint(exposure.endpoint)
    if (endpoint?.kind !== 'pods' || endpoint.implied) continue
    const pods = describePods(endpoint, exposure, doors.get(endpoint.id) ?? [], others)
    const list = byNamespace.get(endpoint.namespace)
    if (list) list.push(pods)
    else byNamespace.set(endpoint.namespace, [pods])
  }
  return [...prepared.cluster.namespaces.values()].flatMap(({ name, path }): NamespacePosture | readonly [] => {
    const pods = byNamespace.get(name)
    return pods ? { name, ...(path === undefined ? {} : { path }), pods, tally: tallyPods(pods) } : []
  })
}

function describePods(
  { id, name, kindName, hostNetwork, pods, workload }: PodEndpoint,
  { ingress, egress }: Exposure,
  doors: readonly Door[],
  others: number,
): PodPosture {
  const path = workload?.path ?? pods[0]?.path ?? ''
  const [into, out] = [ingress, egress].map((exposure) => toDirection(exposure, others))
  if (!into || !out) throw new Error('there are two directions')
  return { id, name, kind: kindName, path, onHost: hostNetwork, doors, ingress: into, egress: out }
}

function toDirection({ isolation, workloads, outside, internet }: DirectionExposure, others: number): DirectionPosture {
  return { isolation, workloads, outside, internet, others }
}

/** How many are what. */
export function tallyPods(pods: readonly PodPosture[]): Tally {
  const count = (is: (one: PodPosture) => boolean) => pods.filter(is).length
  const inEach = (is: (one: PodPosture, direction: Direction) => boolean) => ({
    ingress: count((one) => !one.onHost && is(one, 'ingress')),
    egress: count((one) => !one.onHost && is(one, 'egress')),
  })
  return {
    all: pods.length,
    isolated: inEach((one, direction) => one[direction].isolation !== 'open'),
    open: inEach((one, direction) => one[direction].isolation === 'open'),
    exposed: count(isExposed),
    onHost: count(({ onHost }) => onHost),
  }
}

/** Whether somebody outside may come in by some door. */
export function isExposed({ doors }: PodPosture): boolean {
  return doors.some(({ answer }) => answer !== 'denied')
}
