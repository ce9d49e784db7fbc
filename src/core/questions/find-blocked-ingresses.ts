import type { Prepared } from '../engine/prepare.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { toFieldPath } from '../model/path.ts'
import type { PolicyCause } from '../model/verdict.ts'
import { answerBlockedIngresses, type IngressAnswer } from './ingress-backends.ts'
import type { JudgedPart } from './reply.ts'

/** A warning at every Ingress backend whose pods no policy lets anyone reach (ING-1). */
export function findBlockedIngresses(prepared: Prepared): readonly Diagnostic[] {
  return answerBlockedIngresses(prepared).flatMap((answer) => {
    const blocked = answer.parts.filter((part) => part.answer === 'denied')
    return blocked.length > 0 ? [toFinding(answer, blocked)] : []
  })
}

function toFinding({ ingress, backend, parts }: IngressAnswer, blocked: readonly JudgedPart[]): Diagnostic {
  const ports = [...new Set(blocked.map(({ port }) => port))].join(' and ')
  const whom =
    blocked.length === parts.length ? 'the pods' : `some of the pods (${blocked.map(({ to }) => to).join(', ')})`
  const policies = [...new Set(blocked.flatMap(isolatingPolicies))].join(', ')
  const message =
    `blocked: ${whom} behind Service ${ingress.namespace}/${backend.service?.name} are isolated by ${policies}, ` +
    `and no rule admits port ${ports} from anyone (${backend.words})`
  const place = { kind: 'path', path: backend.path } as const
  return { code: 'ING-1', severity: 'warning', message, place, field: toFieldPath(ingress.path, backend.path) }
}

function isolatingPolicies({ verdict }: JudgedPart): readonly string[] {
  return verdict.ingress.causes
    .filter((cause): cause is PolicyCause => cause.kind === 'policy')
    .map(({ namespace, name }) => `${namespace}/${name}`)
}
