import type { ContainerPort, EndpointSlice, Ingress, Service, ServicePort } from '../model/cluster.ts'
import { joinPath } from '../model/path.ts'
import { type Address, parseAddress } from '../net/address.ts'
import type { Protocol } from '../net/ports.ts'

/** `id` is `namespace/name`. */
export interface ServiceNote {
  readonly id: string
  readonly type?: string
  readonly selector?: Readonly<Record<string, string>>
  /** `80`, `80>8080`, `web:80>http`, `53>dns/UDP`, `80>8080@30080` with a nodePort. */
  readonly ports?: readonly string[]
  readonly headless?: boolean
  readonly externalName?: string
  readonly ips?: readonly string[]
  /** `externalTrafficPolicy: Local`. */
  readonly local?: boolean
}

/** `service` is `namespace/name`; `ports` as those of a pod, `name:` alone for every port. */
export interface SliceNote {
  readonly service: string
  readonly ips: readonly string[]
  readonly ports?: readonly string[]
}

/** `id` is `namespace/name`; backends are `service:port`, `service:portName`, or `resource`. */
export interface IngressNote {
  readonly id: string
  readonly backends: readonly string[]
}

export function makeAddress(text: string): Address {
  const address = parseAddress(text)
  if (!address) throw new Error(`${text} is not an address`)
  return address
}

export function makeService(note: ServiceNote, index: number): Service {
  const [namespace = '', name = ''] = note.id.split('/')
  return {
    path: `services.yaml#${index}`,
    namespace,
    name,
    type: note.type ?? (note.externalName === undefined ? 'ClusterIP' : 'ExternalName'),
    ...(note.selector ? { selector: new Map(Object.entries(note.selector)) } : {}),
    ports: (note.ports ?? []).map(makeServicePort),
    headless: note.headless ?? false,
    ...(note.externalName === undefined ? {} : { externalName: note.externalName }),
    addresses: (note.ips ?? []).map(makeAddress),
    keepsSource: note.local ?? false,
  }
}

function makeServicePort(text: string): ServicePort {
  const [, name, port, target, protocol, nodePort] =
    /^(?:(.*):)?(\d+)(?:>([\w-]+))?(?:\/(\w+))?(?:@(\d+))?$/.exec(text) ?? []
  return {
    ...(name ? { name } : {}),
    protocol: (protocol ?? 'TCP') as Protocol,
    port: Number(port),
    ...(target === undefined ? {} : { targetPort: /^\d+$/.test(target) ? Number(target) : target }),
    ...(nodePort === undefined ? {} : { nodePort: Number(nodePort) }),
  }
}

export function makeSlice({ service, ips, ports = [] }: SliceNote, index: number): EndpointSlice {
  const [namespace = '', name = ''] = service.split('/')
  return {
    path: `slices.yaml#${index}`,
    namespace,
    service: name,
    addresses: ips.map(makeAddress),
    ports: ports.map((text) => {
      if (!text.endsWith(':')) return makePort(text)
      return { ...(text === ':' ? {} : { name: text.slice(0, -1) }), protocol: 'TCP' as const }
    }),
  }
}

export function makeIngress({ id, backends }: IngressNote, index: number): Ingress {
  const [namespace = '', name = ''] = id.split('/')
  const path = `ingresses.yaml#${index}`
  return {
    path,
    namespace,
    name,
    backends: backends.map((text, place) => {
      const [service = '', port = ''] = text.split(':')
      const at = joinPath(path, 'spec', 'rules', 0, 'http', 'paths', place, 'backend')
      if (text === 'resource') return { path: at, words: `/${place}` }
      const number = /^\d+$/.test(port) ? Number(port) : port || undefined
      return { path: at, words: `/${place}`, service: { name: service, port: number } }
    }),
  }
}

export function makePort(text: string): ContainerPort {
  const [, name, port, protocol] = /^(.*):(\d+)(?:\/(\w+))?$/.exec(text) ?? []
  return { ...(name ? { name } : {}), protocol: (protocol ?? 'TCP') as Protocol, port: Number(port) }
}
