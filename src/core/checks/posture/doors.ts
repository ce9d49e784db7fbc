import type { Prepared } from '../../engine/prepare.ts'
import type { Service, ServicePort } from '../../model/cluster.ts'
import type { Answer, Question } from '../../model/verdict.ts'
import { answerIngresses } from '../../questions/ingress-backends.ts'
import { answerPair } from '../../questions/judge-pair.ts'
import { combineAnswers } from '../../questions/reply.ts'
import { routeThrough } from '../../questions/route.ts'
import type { Door } from './posture.ts'

/** By endpoint the ways in from outside that lead to it: Services that are reached from outside, and Ingresses. */
export function findDoors(prepared: Prepared): ReadonlyMap<string, readonly Door[]> {
  const doors = new Map<string, Door[]>()
  for (const [id, door] of [...serviceDoors(prepared), ...ingressDoors(prepared)]) {
    const list = doors.get(id)
    if (list) list.push(door)
    else doors.set(id, [door])
  }
  return doors
}

type Found = readonly [endpoint: string, door: Door]

function serviceDoors(prepared: Prepared): readonly Found[] {
  const outside = prepared.endpoints.flatMap(({ kind, id }) => (kind === 'outside' ? [id] : []))
  return prepared.cluster.services.flatMap((service) => {
    const kind = kindOf(service)
    return kind ? service.ports.flatMap((port) => portDoors(prepared, outside, service, kind, port)) : []
  })
}

/** Undefined for a Service that is reached from inside only, as far as it says itself. */
function kindOf({ type, headless }: Service): Door['kind'] | undefined {
  if (type === 'LoadBalancer') return 'load-balancer'
  return type === 'NodePort' && !headless ? 'node-port' : undefined
}

function portDoors(
  prepared: Prepared,
  outside: readonly string[],
  service: Service,
  kind: Door['kind'],
  { port: asked, protocol }: ServicePort,
): readonly Found[] {
  const route = routeThrough(prepared, service, { port: asked, protocol })
  if (route.kind !== 'backends') return []
  const { name, path } = service
  return route.backends.flatMap(({ id, port }): readonly Found[] => {
    if (prepared.endpoint(id)?.kind !== 'pods') return []
    const answer = answerOutside(prepared, outside, { to: id, protocol, port })
    return [[id, { kind, name, path, port, protocol, answer }]]
  })
}

/** What addresses outside agree on; a Service may hide them behind a node's (IPB-7), so that none stands for all. */
function answerOutside(prepared: Prepared, outside: readonly string[], question: Omit<Question, 'from'>): Answer {
  return combineAnswers(outside.map((from) => ({ answer: answerPair(prepared, { ...question, from }) })))
}

function ingressDoors(prepared: Prepared): readonly Found[] {
  return answerIngresses(prepared).flatMap(({ ingress: { name, path }, parts }) =>
    parts.map(({ to, port, answer }): Found => [to, { kind: 'ingress', name, path, port, protocol: 'TCP', answer }]),
  )
}
