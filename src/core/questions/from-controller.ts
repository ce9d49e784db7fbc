import { evaluate } from '../engine/evaluate.ts'
import { isolationOf } from '../engine/isolation.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Protocol } from '../net/ports.ts'
import type { Backend } from './backends.ts'
import type { JudgedPart } from './reply.ts'
import { createUnknownPeer, type UnknownPeer } from './unknown-peer.ts'

/** What a part calls the outside peer of unknown identity that serves Ingresses (ING-1). */
export const CONTROLLER = 'ingress controller'

/** Connections of the ingress controller to backends, each judged without knowing who it is (ING-1). */
export function judgeFromController(
  prepared: Prepared,
  backends: readonly Backend[],
  protocol: Protocol,
): readonly JudgedPart[] {
  const isolated = backends.flatMap(({ id }) => isolatedEndpoint(prepared, id) ?? [])
  const peer = isolated.length > 0 ? createUnknownPeer(prepared, isolated) : undefined
  return backends.map((backend) => {
    const verdict = judge(prepared, peer, backend, protocol)
    return { kind: 'judged', from: CONTROLLER, to: backend.id, port: backend.port, answer: verdict.answer, verdict }
  })
}

/** Where no policy applies it does not matter who asks. */
function judge(prepared: Prepared, peer: UnknownPeer | undefined, backend: Backend, protocol: Protocol): Verdict {
  const { id, port, pods } = backend
  const [pod] = pods
  if (pod && peer && isolatedEndpoint(prepared, id)) return peer.judge(pod, { port, protocol })
  const anyone = prepared.endpoints.find(({ kind }) => kind === 'outside')
  if (!anyone) throw new Error('there are always addresses outside')
  return evaluate(prepared, { from: anyone.id, to: id, protocol, port })
}

function isolatedEndpoint(prepared: Prepared, id: string): PodEndpoint | undefined {
  const endpoint = prepared.endpoint(id)
  if (endpoint?.kind !== 'pods' || !endpoint.workload) return undefined
  return isolationOf(prepared, id).ingress.isolation === 'open' ? undefined : endpoint
}
