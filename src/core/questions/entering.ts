import type { Prepared } from '../engine/prepare.ts'
import type { Service } from '../model/cluster.ts'
import type { Note, Question } from '../model/verdict.ts'
import { selectsPod } from './backends.ts'
import { answerPair } from './judge-pair.ts'
import { nameService } from './missing-backends.ts'
import type { Doubt } from './reply.ts'

/**
 * The doubt about an outside source that enters through a Service (IPB-7): it may be seen as a node's address, and that
 * matters when policies tell addresses outside apart. `question` is by endpoints.
 */
export function doubtSource(prepared: Prepared, service: Service, question: Question): Doubt | undefined {
  if (!mayHideSource(service) || !tellsAddressesApart(prepared, question)) return undefined
  return {
    code: 'IPB-7',
    question: `does ${nameService(service)} keep the addresses of its clients?`,
    on: `${describeHiding(service)}, and the policies here tell addresses apart`,
    path: service.path,
  }
}

/** The same as notes, for a question that names the pods such Services lead to. */
export function noteEntrances(prepared: Prepared, question: Question): readonly Note[] {
  const target = prepared.endpoint(question.to)
  if (target?.kind !== 'pods' || !target.workload) return []
  const leading = prepared.cluster.services.filter(
    (service) =>
      service.namespace === target.namespace &&
      mayHideSource(service) &&
      target.pods.some((pod) => selectsPod(service, pod) === 'yes'),
  )
  if (leading.length === 0 || !tellsAddressesApart(prepared, question)) return []
  return leading.map((service) => ({ code: 'IPB-7', words: describeHiding(service), path: service.path }))
}

/** Whether what enters the cluster through a Service may arrive with a node's address. */
function mayHideSource({ type, keepsSource }: Service): boolean {
  return (type === 'NodePort' || type === 'LoadBalancer') && !keepsSource
}

function describeHiding(service: Service): string {
  return (
    `${nameService(service)} is of type ${service.type} without externalTrafficPolicy: Local, so the pods may see ` +
    "a node's address instead of the client's"
  )
}

/** Whether a source outside, which allows its own end, is judged by its address: others of its family fare otherwise. */
function tellsAddressesApart(prepared: Prepared, question: Question): boolean {
  const source = prepared.endpoint(question.from)
  if (source?.kind !== 'outside') return false
  const family = source.addresses[0]?.family
  const answers = prepared.endpoints
    .filter((endpoint) => endpoint.kind === 'outside' && endpoint.addresses[0]?.family === family)
    .map(({ id }) => answerPair(prepared, { ...question, from: id }))
  return new Set(answers).size > 1
}
