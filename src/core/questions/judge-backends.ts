import type { Prepared } from '../engine/prepare.ts'
import type { Pod, Service, Workload } from '../model/cluster.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import type { Protocol } from '../net/ports.ts'
import type { Backend } from './backends.ts'
import { doubtSource } from './entering.ts'
import { judgePair } from './judge-pair.ts'
import { nameService } from './missing-backends.ts'
import type { NamedEndpoints } from './named-endpoints.ts'
import type { Doubt, Part } from './reply.ts'

/** A question to a Service, put to each backend from each part of the source (END-7). */
export function judgeBackends(
  prepared: Prepared,
  source: NamedEndpoints,
  service: Service,
  backends: readonly Backend[],
  protocol: Protocol,
): readonly Part[] {
  return source.ids.flatMap((from) =>
    backends.flatMap((backend): readonly Part[] => {
      const meeting = meetItself(prepared.endpoint(from), source.pod, backend)
      const itself = meeting === 'never' ? [] : [toItself(from, service, backend)]
      return meeting === 'always' ? itself : [judgeBackend(prepared, from, service, backend, protocol), ...itself]
    }),
  )
}

function judgeBackend(
  prepared: Prepared,
  from: string,
  service: Service,
  { id, port, isSure }: Backend,
  protocol: Protocol,
): Part {
  const question = { from, to: id, port, protocol }
  const doubt = doubtSource(prepared, service, question)
  const part = judgePair(prepared, question, isSure ? undefined : doubtMembership(service, id))
  // Seen as a node the source may also be admitted where its own address is not.
  return doubt ? { ...part, answer: 'depends', doubt } : part
}

/** Whether the asking pod is itself behind the Service: sure, impossible, or so for one of several pods. */
function meetItself(
  endpoint: ReturnType<Prepared['endpoint']>,
  asking: Pod | undefined,
  { id, pods }: Backend,
): 'always' | 'sometimes' | 'never' {
  if (endpoint?.kind !== 'pods' || endpoint.id !== id || pods.length === 0) return 'never'
  if (asking && !pods.includes(asking)) return 'never'
  return isOnePod(endpoint, pods, asking) ? 'always' : 'sometimes'
}

/** Whether a single pod asks and is the only one of its endpoint behind the Service. */
function isOnePod({ pods: all, workload }: PodEndpoint, pods: readonly Pod[], asking: Pod | undefined): boolean {
  const [pod] = pods
  return (
    pod !== undefined && pods.length === 1 && (asking !== undefined || all.length === 1) && isNumbered(pod, workload)
  )
}

/** Whether a pod stands for itself alone; one expected from a template stands for all of its kind. */
function isNumbered({ inInput }: Pod, workload: Workload | undefined): boolean {
  return inInput || workload?.kind === 'StatefulSet' || workload?.replicas === 1
}

function toItself(from: string, service: Service, { id }: Backend): Part {
  return {
    kind: 'unjudged',
    from,
    to: id,
    answer: 'depends',
    doubt: {
      code: 'END-7',
      question: 'does the network let a pod reach itself through a Service?',
      on: `the asking pod is itself behind ${nameService(service)}; whether policies see that connection, and as whose, differs between network plugins`,
    },
  }
}

function doubtMembership(service: Service, id: string): Doubt {
  return {
    code: 'END-2c',
    question: `are the pods of ${id} behind ${nameService(service)}?`,
    on: 'it selects by a label whose value is only known once the pods run',
    path: service.path,
  }
}
