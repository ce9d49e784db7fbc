import type { Prepared } from '../engine/prepare.ts'
import type { Pod, Service, ServicePort } from '../model/cluster.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import type { Protocol } from '../net/ports.ts'

/** Pods behind a Service that rules do not tell apart, or addresses outside that one stands for. */
export interface Backend {
  /** Of the endpoint. */
  readonly id: string
  /** The pods of the endpoint that are behind the Service; `[]` for addresses outside. */
  readonly pods: readonly Pod[]
  /** The port judged. */
  readonly port: number
  /** False when the Service selects by a label whose value nobody knows yet (END-2c). */
  readonly isSure: boolean
}

/** A port as it is asked. */
export interface AskedPort {
  readonly port: number
  readonly protocol: Protocol
}

/** Pods of one endpoint that a Service selects. */
export interface SelectedPods {
  readonly endpoint: PodEndpoint
  readonly pods: readonly Pod[]
  readonly isSure: boolean
}

/** Declared pods of its namespace with the labels a Service asks for. */
export function selectPods(prepared: Prepared, service: Service): readonly SelectedPods[] {
  const endpoints = podsByNamespace(prepared).get(service.namespace) ?? []
  return endpoints.flatMap((endpoint) => {
    const matches = endpoint.pods.map((pod) => selectsPod(service, pod))
    if (matches.every((match) => match === 'no')) return []
    return (['yes', 'unknown'] as const).flatMap((wanted) => {
      const pods = endpoint.pods.filter((_, index) => matches[index] === wanted)
      return pods.length > 0 ? [{ endpoint, pods, isSure: wanted === 'yes' }] : []
    })
  })
}

/** Declared pods by namespace: a cluster has many Services, and each looks only at its own. */
const namespaces = new WeakMap<Prepared, ReadonlyMap<string, readonly PodEndpoint[]>>()

function podsByNamespace(prepared: Prepared): ReadonlyMap<string, readonly PodEndpoint[]> {
  const known = namespaces.get(prepared)
  if (known) return known
  const found = new Map<string, PodEndpoint[]>()
  for (const endpoint of prepared.endpoints) {
    if (endpoint.kind !== 'pods' || !endpoint.workload) continue
    const listed = found.get(endpoint.namespace)
    if (listed) listed.push(endpoint)
    else found.set(endpoint.namespace, [endpoint])
  }
  namespaces.set(prepared, found)
  return found
}

/** Whether a Service selects a pod of its namespace; `unknown` by a label whose value nobody knows yet (END-2c). */
export function selectsPod({ selector }: Service, { labels, unknownLabels }: Pod): 'yes' | 'no' | 'unknown' {
  if (!selector) return 'no'
  let match: 'yes' | 'unknown' = 'yes'
  for (const [key, value] of selector) {
    const found = labels.get(key)
    if (found === value) continue
    if (found !== undefined || !unknownLabels.has(key)) return 'no'
    match = 'unknown'
  }
  return match
}

/** Pods by the port that is judged there: the asked one without `servicePort`, else its target. */
export function groupByPort(
  pods: readonly Pod[],
  asked: AskedPort,
  servicePort: ServicePort | undefined,
): ReadonlyMap<number, readonly Pod[]> {
  const groups = new Map<number, Pod[]>()
  for (const pod of pods) {
    const port = servicePort ? targetPortOf(pod, servicePort) : asked.port
    if (port !== undefined) groups.set(port, [...(groups.get(port) ?? []), pod])
  }
  return groups
}

/** A name is the first container port with that name and protocol; a pod without it is no backend. */
function targetPortOf(pod: Pod, { targetPort, port, protocol }: ServicePort): number | undefined {
  if (typeof targetPort !== 'string') return targetPort ?? port
  return pod.ports.find((declared) => declared.name === targetPort && declared.protocol === protocol)?.port
}
