import type { Prepared } from '../engine/prepare.ts'
import type { Service, ServicePort } from '../model/cluster.ts'
import { type AskedPort, type Backend, groupByPort, selectPods } from './backends.ts'
import { lackBackends, lackPort, lackSlices } from './missing-backends.ts'
import type { Doubt } from './reply.ts'
import { sliceBackends } from './slice-backends.ts'

/** Where a question to a port of a Service goes on to (END-7). */
export type Route =
  /** Never empty. */
  | { readonly kind: 'backends'; readonly backends: readonly Backend[] }
  /** ExternalName: the name it stands for; the port stays. */
  | { readonly kind: 'name'; readonly host: string }
  /** Nobody is there, or nobody knows who (QUE-5). */
  | { readonly kind: 'open'; readonly doubt: Doubt }

/** What a question to a Service port becomes (END-7). */
export function routeThrough(prepared: Prepared, service: Service, asked: AskedPort): Route {
  if (service.externalName !== undefined) return { kind: 'name', host: service.externalName }
  if (service.headless) return routeToBackends(prepared, service, asked, undefined)
  const servicePort = service.ports.find(({ port, protocol }) => port === asked.port && protocol === asked.protocol)
  if (!servicePort) return { kind: 'open', doubt: lackPort(service, asked) }
  return routeToBackends(prepared, service, asked, servicePort)
}

/** Without `servicePort` the asked port is judged as it is. */
function routeToBackends(
  prepared: Prepared,
  service: Service,
  asked: AskedPort,
  servicePort: ServicePort | undefined,
): Route {
  if (!service.selector) return routeToSlices(prepared, service, asked, servicePort)
  const selected = selectPods(prepared, service)
  const backends = selected.flatMap(({ endpoint, pods, isSure }) =>
    [...groupByPort(pods, asked, servicePort)].map(([port, some]) => ({ id: endpoint.id, pods: some, port, isSure })),
  )
  if (backends.length > 0) return { kind: 'backends', backends }
  return { kind: 'open', doubt: lackBackends(service, selected.length > 0 ? servicePort : undefined) }
}

/** A Service without selector goes where EndpointSlices or Endpoints say. */
function routeToSlices(
  prepared: Prepared,
  service: Service,
  asked: AskedPort,
  servicePort: ServicePort | undefined,
): Route {
  const backends = sliceBackends(prepared, service, asked, servicePort)
  if (backends === undefined) return { kind: 'open', doubt: lackSlices(service) }
  return backends.length > 0 ? { kind: 'backends', backends } : { kind: 'open', doubt: lackBackends(service) }
}
