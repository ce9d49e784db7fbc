import type { Service, ServicePort } from '../model/cluster.ts'
import type { AskedPort } from './backends.ts'
import type { Doubt } from './reply.ts'

/** `Service payments/db`. */
export function nameService({ namespace, name }: Pick<Service, 'namespace' | 'name'>): string {
  return `Service ${namespace}/${name}`
}

const NEVER = 'connections are refused or time out, whatever policies say'

/** It has no such port (QUE-5). */
export function lackPort(service: Service, { port, protocol }: AskedPort): Doubt {
  const listed = service.ports.map((known) => `${known.port}/${known.protocol}`).join(', ')
  const others = listed === '' ? 'it declares none' : `it has ${listed}`
  return {
    code: 'QUE-5',
    question: `which port of ${nameService(service)} is meant?`,
    on: `${nameService(service)} has no port ${port}/${protocol} (${others}): ${NEVER}`,
    path: service.path,
  }
}

/** Nobody is behind it (QUE-5). `named` is the Service port that pods were found for, of which none declares its target. */
export function lackBackends(service: Service, named?: ServicePort): Doubt {
  const why =
    named === undefined ? '' : `: no pod it selects declares a ${named.protocol} port named ${named.targetPort}`
  return {
    code: 'QUE-5',
    question: `which pods stand behind ${nameService(service)}?`,
    on: `${nameService(service)} has no backends${why}: ${NEVER}`,
    path: service.path,
  }
}

/** Without selector, and nothing tells who is behind it (END-7). */
export function lackSlices(service: Service): Doubt {
  return {
    code: 'END-7',
    question: `which addresses stand behind ${nameService(service)}?`,
    on: `${nameService(service)} has no selector, and no EndpointSlice or Endpoints of it is known`,
    path: service.path,
  }
}
