import { TO_ITSELF } from '../engine/evaluate.ts'
import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Note } from '../model/verdict.ts'
import { createController } from './from-controller.ts'
import { ANY_SERVER, judgeLookups, noteAnswered, resolveNameServer } from './judge-name-server.ts'
import { judgePair } from './judge-pair.ts'
import { type JudgedService, judgeService } from './judge-service.ts'
import { nameService } from './missing-backends.ts'
import type { NamedEndpoints } from './named-endpoints.ts'
import { findNodePort } from './node-addresses.ts'
import { judgeOutsideName } from './outside-names.ts'
import type { Part, ThroughService, Unresolved } from './reply.ts'
import type { Source } from './resolve-source.ts'
import type { Target } from './target.ts'
import type { NamedEnd } from './text-reading.ts'

/** The parts of an answer, and what its other end was taken for. */
export interface Judged {
  readonly kind: 'judged'
  readonly to: string
  /** Never empty. */
  readonly parts: readonly Part[]
  readonly through?: ThroughService
  readonly notes: readonly Note[]
}

/** A question from pods, or from addresses outside. */
export function judgeFromEndpoints(prepared: Prepared, source: NamedEndpoints, target: Target): Judged | Unresolved {
  const { meaning, asked } = target
  switch (meaning.kind) {
    case 'service':
      return toJudged(nameService(meaning.service), judgeService(prepared, source, meaning.service, asked))
    case 'endpoints':
      return judgeEndpoints(prepared, source, meaning, target)
    case 'outside-name': {
      const parts = source.ids.map((from) => judgeOutsideName(prepared, from, meaning.host, asked))
      return { kind: 'judged', to: meaning.host, parts, notes: [] }
    }
    case 'name-server':
      return judgeNameServer(prepared, source, meaning, target)
    case 'loopback':
      return judgeLoopback(source, target)
    case 'ingress-controller':
      return refuse('connections start at an ingress controller: it can only be asked from')
    default:
      return assertNever(meaning)
  }
}

/** A question from the outside peer of unknown identity: to pods, or to a Service (ING-1). */
export function judgeFromIngress(
  prepared: Prepared,
  source: Exclude<Source, NamedEndpoints>,
  { meaning, asked }: Target,
): Judged | Unresolved {
  if (meaning.kind === 'service') {
    return toJudged(nameService(meaning.service), judgeService(prepared, source, meaning.service, asked))
  }
  if (meaning.kind !== 'endpoints' || meaning.namespace === undefined) {
    return refuse('what an ingress controller reaches is asked of Services and workloads')
  }
  const backends = meaning.ids.map((id) => {
    const endpoint = prepared.endpoint(id)
    return { id, pods: endpoint?.kind === 'pods' ? endpoint.pods : [], port: asked.port, isSure: true }
  })
  const parts = backends.map(createController(prepared, backends, asked.protocol).judge)
  return { kind: 'judged', to: meaning.name, parts, notes: [] }
}

/** Two pods of one workload are not one pod, but a question may name one pod twice (END-6). */
function judgeEndpoints(
  prepared: Prepared,
  source: NamedEndpoints,
  to: NamedEndpoints,
  { asked, reading }: Target,
): Judged {
  const doubt = reading?.end.kind === 'address' ? findNodePort(prepared.cluster, reading.end.address, asked) : undefined
  const { port, protocol } = asked
  const isItself = source.pod !== undefined && source.pod === to.pod
  const parts = source.ids.flatMap((from) =>
    to.ids.map((id): Part => {
      if (doubt) return { kind: 'unjudged', from, to: id, answer: 'depends', doubt }
      if (isItself) return { kind: 'judged', from, to: id, port, answer: 'allowed', verdict: TO_ITSELF }
      return judgePair(prepared, { from, to: id, port, protocol })
    }),
  )
  return { kind: 'judged', to: to.name, parts, notes: [] }
}

/** A failed lookup, as the question to the name server that it was (QUE-4). */
function judgeNameServer(
  prepared: Prepared,
  source: NamedEndpoints,
  end: Extract<NamedEnd, { kind: 'name-server' }>,
  target: Target,
): Judged | Unresolved {
  const { meaning, notes } = resolveNameServer(prepared, end, target.asked.port)
  const judged: Judged | Unresolved =
    meaning?.kind === 'service' || meaning?.kind === 'endpoints'
      ? judgeFromEndpoints(prepared, source, { ...target, meaning })
      : { kind: 'judged', to: ANY_SERVER, parts: judgeLookups(prepared, source, target.asked), notes: [] }
  if (judged.kind === 'unresolved') return judged
  return { ...judged, notes: [...notes, ...noteAnswered(end), ...judged.notes] }
}

/** 127.0.0.1 and `localhost` never leave the pod (QUE-6). */
function judgeLoopback(source: NamedEndpoints, { asked }: Target): Judged | Unresolved {
  if (source.namespace === undefined) return refuse('a loopback address means the asking host itself: ask with another')
  const { port } = asked
  const parts = source.ids.map(
    (from): Part => ({ kind: 'judged', from, to: from, port, answer: 'allowed', verdict: TO_ITSELF }),
  )
  const words = 'a loopback address is the asking pod itself: nothing leaves it, and no policy sees it'
  return { kind: 'judged', to: source.name, parts, notes: [{ code: 'QUE-6', words }] }
}

function toJudged(to: string, judged: JudgedService): Judged {
  return { kind: 'judged', to, ...judged }
}

function refuse(words: string): Unresolved {
  return { kind: 'unresolved', end: 'to', words, candidates: [] }
}
