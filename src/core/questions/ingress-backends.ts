import type { Prepared } from '../engine/prepare.ts'
import type { Ingress, IngressBackend, Service, ServicePort } from '../model/cluster.ts'
import type { Answer } from '../model/verdict.ts'
import type { Backend } from './backends.ts'
import { type Controller, createController } from './from-controller.ts'
import { combineAnswers, type JudgedPart } from './reply.ts'
import { findService } from './resolve-host.ts'
import { routeThrough } from './route.ts'

/** Whether what enters through a path of an Ingress gets to its pods (ING-1). */
export interface IngressAnswer {
  readonly ingress: Ingress
  readonly backend: IngressBackend
  /** `not-evaluated`: a `resource` backend. A Service that is not there or has nobody behind it leaves it open. */
  readonly answer: Answer | 'not-evaluated'
  /** One for each sort of pods behind its Service; `[]` when none is known. */
  readonly parts: readonly JudgedPart[]
}

/** The answer for every backend of every Ingress, in document order; never part of the flows between endpoints. */
export function answerIngresses(prepared: Prepared): readonly IngressAnswer[] {
  return answer(prepared, () => true)
}

/** The answers that hold a denial. Nothing else is explained, so that every edit can be followed. */
export function answerBlockedIngresses(prepared: Prepared): readonly IngressAnswer[] {
  return answer(prepared, ({ isBlocked }, backends) => backends.some(isBlocked))
}

function answer(
  prepared: Prepared,
  isWanted: (controller: Controller, backends: readonly Backend[]) => boolean,
): readonly IngressAnswer[] {
  const reached = prepared.cluster.ingresses.flatMap((ingress) =>
    ingress.backends.map((backend) => ({ ingress, backend, backends: findBackends(prepared, ingress, backend) })),
  )
  if (reached.length === 0) return []
  const controller = createController(
    prepared,
    reached.flatMap(({ backends }) => backends),
    'TCP',
  )
  return reached
    .filter(({ backends }) => isWanted(controller, backends))
    .map(({ ingress, backend, backends }) => {
      const parts = backends.map(controller.judge)
      return { ingress, backend, answer: backend.service ? combineAnswers(parts) : 'not-evaluated', parts }
    })
}

/** Who stands behind a backend's Service; `[]` when nobody is known. An Ingress speaks TCP. */
function findBackends(
  prepared: Prepared,
  { namespace }: Ingress,
  { service: wanted }: IngressBackend,
): readonly Backend[] {
  const service = wanted && findService(prepared.cluster, namespace, wanted.name)
  const servicePort = service && findPort(service, wanted.port)
  if (!service || !servicePort) return []
  const route = routeThrough(prepared, service, servicePort)
  return route.kind === 'backends' ? route.backends : []
}

/** By number or by name; a backend that says neither means the only port. */
function findPort({ ports }: Service, wanted: number | string | undefined): ServicePort | undefined {
  const spoken = ports.filter(({ protocol }) => protocol === 'TCP')
  if (wanted === undefined) return spoken.length === 1 ? spoken[0] : undefined
  return spoken.find(({ port, name }) => (typeof wanted === 'number' ? port === wanted : name === wanted))
}
