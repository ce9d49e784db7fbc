import { findEndpoints } from '../engine/find-endpoint.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { EndpointSlice, Service, ServicePort } from '../model/cluster.ts'
import { type Address, formatAddress, isSameAddress } from '../net/address.ts'
import type { AskedPort, Backend } from './backends.ts'

/**
 * What EndpointSlices and Endpoints put behind a Service without selector (END-7); undefined when there are none of it.
 * Without `servicePort` the asked port is judged.
 */
export function sliceBackends(
  prepared: Prepared,
  service: Service,
  asked: AskedPort,
  servicePort: ServicePort | undefined,
): readonly Backend[] | undefined {
  const slices = prepared.cluster.endpointSlices.filter(
    (slice) => slice.namespace === service.namespace && slice.service === service.name,
  )
  if (slices.length === 0) return undefined
  const backends = slices.flatMap((slice) => {
    const ports = servicePort ? portsOfSlice(slice, servicePort) : [asked.port]
    return ports.flatMap((port) => slice.addresses.flatMap((address) => backendsAt(prepared, address, port)))
  })
  return mergeBackends(backends)
}

/** The numbers of the slice's ports with the Service port's name; a port without number is the target port. */
function portsOfSlice({ ports }: EndpointSlice, { name, protocol, port, targetPort }: ServicePort): readonly number[] {
  const wanted = ports.filter((entry) => (entry.name ?? '') === (name ?? '') && entry.protocol === protocol)
  return wanted.map((entry) => entry.port ?? (typeof targetPort === 'number' ? targetPort : port))
}

/** The pods that have the address, else the addresses outside it belongs to. */
function backendsAt(prepared: Prepared, address: Address, port: number): readonly Backend[] {
  return findEndpoints(prepared, formatAddress(address)).map((endpoint) => ({
    id: endpoint.id,
    pods:
      endpoint.kind === 'pods'
        ? endpoint.pods.filter((pod) => pod.addresses.some((own) => isSameAddress(own, address)))
        : [],
    port,
    isSure: true,
  }))
}

function mergeBackends(backends: readonly Backend[]): readonly Backend[] {
  const merged = new Map<string, Backend>()
  for (const backend of backends) {
    const key = `${backend.port} ${backend.id}`
    const known = merged.get(key)
    merged.set(key, known ? { ...known, pods: [...known.pods, ...backend.pods] } : backend)
  }
  return [...merged.values()]
}
