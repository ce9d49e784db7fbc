import {
  ALL_PORTS,
  formatPorts,
  intersectPorts,
  type PortSet,
  type PortsByProtocol,
  PROTOCOLS,
  subtractPorts,
  unionPorts,
} from './ports.ts'

/** No port of any protocol. */
export const NO_TRAFFIC: PortsByProtocol = {}

/** Every port of every protocol (POR-6). */
export const ALL_TRAFFIC: PortsByProtocol = { TCP: ALL_PORTS, UDP: ALL_PORTS, SCTP: ALL_PORTS }

export function unionTraffic(a: PortsByProtocol, b: PortsByProtocol): PortsByProtocol {
  return combine(a, b, unionPorts)
}

export function intersectTraffic(a: PortsByProtocol, b: PortsByProtocol): PortsByProtocol {
  return combine(a, b, intersectPorts)
}

/** What is in `a` and not in `b`. */
export function subtractTraffic(a: PortsByProtocol, b: PortsByProtocol): PortsByProtocol {
  return combine(a, b, subtractPorts)
}

/** `TCP 80,443 UDP 53`: equal for equal sets, the empty string for none. */
export function formatTraffic(ports: PortsByProtocol): string {
  return PROTOCOLS.filter((protocol) => (ports[protocol]?.length ?? 0) > 0)
    .map((protocol) => `${protocol} ${formatPorts(ports[protocol] ?? [])}`)
    .join(' ')
}

function combine(
  a: PortsByProtocol,
  b: PortsByProtocol,
  operation: (left: PortSet, right: PortSet) => PortSet,
): PortsByProtocol {
  return Object.fromEntries(
    PROTOCOLS.map((protocol) => [protocol, operation(a[protocol] ?? [], b[protocol] ?? [])] as const).filter(
      ([, set]) => set.length > 0,
    ),
  )
}
