import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Service } from '../model/cluster.ts'
import type { Note } from '../model/verdict.ts'
import { formatAddress } from '../net/address.ts'
import type { AskedPort, Backend } from './backends.ts'
import { CONTROLLER, createController } from './from-controller.ts'
import { judgeBackends } from './judge-backends.ts'
import { judgePair } from './judge-pair.ts'
import { nameService } from './missing-backends.ts'
import { nameEndpoints } from './named-endpoints.ts'
import { judgeOutsideName } from './outside-names.ts'
import type { Doubt, Part, ThroughService } from './reply.ts'
import { resolveHost } from './resolve-host.ts'
import type { Source } from './resolve-source.ts'
import { routeThrough } from './route.ts'

/** What becomes of a question to a Service. */
export interface JudgedService {
  /** Never empty. */
  readonly parts: readonly Part[]
  readonly through: ThroughService
  readonly notes: readonly Note[]
}

/** Puts a question to a Service to everybody behind it (END-7). */
export function judgeService(prepared: Prepared, source: Source, service: Service, asked: AskedPort): JudgedService {
  return follow(prepared, source, service, asked, [])
}

/** `before` are the Services that led here by their externalName. */
function follow(
  prepared: Prepared,
  source: Source,
  service: Service,
  asked: AskedPort,
  before: readonly Service[],
): JudgedService {
  const route = routeThrough(prepared, service, asked)
  switch (route.kind) {
    case 'open':
      return { parts: leaveOpen(source, service, route.doubt), through: toThrough(service, []), notes: [] }
    case 'backends': {
      const { backends } = route
      const parts = judgeFrom(prepared, source, service, backends, asked)
      return { parts, through: toThrough(service, backends), notes: noteStopped(prepared, backends) }
    }
    case 'name':
      return followName(prepared, source, service, route.host, asked, before)
    default:
      return assertNever(route)
  }
}

function judgeFrom(
  prepared: Prepared,
  source: Source,
  service: Service,
  backends: readonly Backend[],
  { protocol }: AskedPort,
): readonly Part[] {
  if (source.kind === 'ingress-controller') return backends.map(createController(prepared, backends, protocol).judge)
  return judgeBackends(prepared, source, service, backends, protocol)
}

/** An ExternalName is an alias: a name of the cluster leads on, any other is outside. */
function followName(
  prepared: Prepared,
  source: Source,
  service: Service,
  host: string,
  asked: AskedPort,
  before: readonly Service[],
): JudgedService {
  const through = toThrough(service, [])
  const notes = [{ code: 'END-7', words: `${nameService(service)} is another name for ${host}`, path: service.path }]
  const answer = resolveHost(prepared.cluster, `${host}.`, undefined)
  if (answer.kind === 'service' && !before.includes(answer.service)) {
    const further = follow(prepared, source, answer.service, asked, [...before, service])
    return { ...further, through, notes: [...notes, ...further.notes] }
  }
  const named =
    answer.kind === 'address'
      ? nameEndpoints(prepared, formatAddress(answer.address))
      : answer.kind === 'pod'
        ? nameEndpoints(prepared, `${answer.namespace}/pod/${answer.name}`)
        : undefined
  const targets = named?.kind === 'endpoints' ? named.ids : []
  if (source.kind === 'ingress-controller' || (targets.length === 0 && answer.kind !== 'outside')) {
    return { parts: leaveOpen(source, service, doubtName(service, host)), through, notes }
  }
  const parts = source.ids.flatMap((from): readonly Part[] =>
    targets.length === 0
      ? [judgeOutsideName(prepared, from, host, asked)]
      : targets.map((to) => judgePair(prepared, { from, to, ...asked })),
  )
  return { parts, through, notes }
}

function leaveOpen(source: Source, service: Service, doubt: Doubt): readonly Part[] {
  const from = source.kind === 'ingress-controller' ? CONTROLLER : source.name
  return [{ kind: 'unjudged', from, to: nameService(service), answer: 'depends', doubt }]
}

function doubtName(service: Service, host: string): Doubt {
  return {
    code: 'END-7',
    question: `what does ${host} stand for?`,
    on: `${nameService(service)} is another name for ${host}, which nothing in these files has`,
    path: service.path,
  }
}

function toThrough({ path, namespace, name, headless }: Service, backends: readonly Backend[]): ThroughService {
  return { path, namespace, name, isHeadless: headless, backends: backends.map(({ id, port }) => ({ id, port })) }
}

/** Backends that do not run now (END-2b). */
function noteStopped(prepared: Prepared, backends: readonly Backend[]): readonly Note[] {
  return backends.flatMap(({ id }) => {
    const endpoint = prepared.endpoint(id)
    const workload = endpoint?.kind === 'pods' ? endpoint.workload : undefined
    if (!workload || workload.state === 'running') return []
    const words = `${workload.id} is ${workload.state}: nobody answers until it runs`
    return [{ code: 'END-2b', words, path: workload.path }]
  })
}
