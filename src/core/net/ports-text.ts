import { formatPorts, type PortsByProtocol, PROTOCOLS } from './ports.ts'

/** `{"TCP":"80,443-445"}`: a protocol without ports is left out. */
export function portsRecord(ports: PortsByProtocol): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PROTOCOLS.flatMap((protocol) => {
      const set = ports[protocol] ?? []
      return set.length === 0 ? [] : [[protocol, formatPorts(set)]]
    }),
  )
}

/** `TCP 80,443-445; UDP 53`, `every port`, or `` when there is none. */
export function portsWords(ports: PortsByProtocol): string {
  const record = portsRecord(ports)
  if (PROTOCOLS.every((protocol) => record[protocol] === '1-65535')) return 'every port'
  return Object.entries(record)
    .map(([protocol, text]) => `${protocol} ${text}`)
    .join('; ')
}
