import { evaluate } from '../engine/evaluate.ts'
import { isolationOf } from '../engine/isolation.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Workload } from '../model/cluster.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Protocol } from '../net/ports.ts'
import type { Backend } from './backends.ts'
import { type OpenedNamespace, openNamespace } from './opened-namespace.ts'
import type { JudgedPart } from './reply.ts'
import { isClosed, judgeUnknown } from './unknown-peer.ts'

/** What a part calls the outside peer of unknown identity that serves Ingresses (ING-1). */
export const CONTROLLER = 'ingress controller'

/** The ingress controller as one who connects to backends. */
export interface Controller {
  /** A connection judged without knowing who it is that connects (ING-1). */
  readonly judge: (backend: Backend) => JudgedPart
  /** Whether no policy lets anyone reach a backend: the same as a denied answer, without reasons. */
  readonly isBlocked: (backend: Backend) => boolean
}

/** The controller for connections by a protocol to backends that are all known beforehand. */
export function createController(prepared: Prepared, backends: readonly Backend[], protocol: Protocol): Controller {
  const opened = openNamespaces(prepared, backends)
  return {
    judge: (backend) => {
      const verdict = judge(prepared, opened, backend, protocol)
      return { kind: 'judged', from: CONTROLLER, to: backend.id, port: backend.port, answer: verdict.answer, verdict }
    },
    isBlocked: ({ id, pods: [pod], port }) => {
      const namespace = openedFor(prepared, opened, id)
      return namespace !== undefined && pod !== undefined && isClosed(namespace, pod, { port, protocol })
    },
  }
}

type Opened = ReadonlyMap<string, OpenedNamespace>

/** Where no policy applies it does not matter who asks. */
function judge(prepared: Prepared, opened: Opened, { id, port, pods: [pod] }: Backend, protocol: Protocol): Verdict {
  const namespace = openedFor(prepared, opened, id)
  if (namespace && pod) return judgeUnknown(namespace, pod, { port, protocol }, prepared.cluster)
  const anyone = prepared.endpoints.find(({ kind }) => kind === 'outside')
  if (!anyone) throw new Error('there are always addresses outside')
  return evaluate(prepared, { from: anyone.id, to: id, protocol, port })
}

function openedFor(prepared: Prepared, opened: Opened, id: string): OpenedNamespace | undefined {
  const endpoint = isolatedEndpoint(prepared, id)
  return endpoint && opened.get(endpoint.namespace)
}

/** The namespaces of isolated backends, each opened for the workloads asked about. */
function openNamespaces(prepared: Prepared, backends: readonly Backend[]): Opened {
  const workloads = new Map<string, Set<Workload>>()
  for (const { id } of backends) {
    const endpoint = isolatedEndpoint(prepared, id)
    if (!endpoint?.workload) continue
    const known = workloads.get(endpoint.namespace) ?? new Set()
    workloads.set(endpoint.namespace, known.add(endpoint.workload))
  }
  return new Map([...workloads].map(([namespace, some]) => [namespace, openNamespace(prepared, [...some])]))
}

function isolatedEndpoint(prepared: Prepared, id: string): PodEndpoint | undefined {
  const endpoint = prepared.endpoint(id)
  if (endpoint?.kind !== 'pods' || !endpoint.workload) return undefined
  return isolationOf(prepared, id).ingress.isolation === 'open' ? undefined : endpoint
}
