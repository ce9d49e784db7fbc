import { type PortRange, type PortsByProtocol, PROTOCOLS, type Protocol } from '../net/ports.ts'

/** One of the ports, of one of the protocols. */
export interface WantedTraffic {
  readonly protocols: readonly Protocol[]
  readonly range: PortRange
}

const EVERY: PortRange = { first: 1, last: 65535 }

/**
 * Reads what a person types to find ports: `443`, `udp/53`, `53/udp`, `sctp`, `8000-8100`, several with commas between.
 * `[]` for nothing typed; undefined where some part is none of these.
 */
export function readPortFilter(text: string): readonly WantedTraffic[] | undefined {
  const parts = text
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readPart)
  return parts.includes(undefined) ? undefined : parts.filter((part) => part !== undefined)
}

function readPart(text: string): WantedTraffic | undefined {
  const words = text.split(/[\s/]+/).filter((word) => word !== '')
  const protocols = PROTOCOLS.filter((protocol) => words.includes(protocol.toLowerCase()))
  const numbers = words.filter((word) => !protocols.some((protocol) => protocol.toLowerCase() === word))
  const range = numbers.length === 0 ? EVERY : readRange(numbers[0] ?? '')
  if (!range || protocols.length > 1 || numbers.length > 1) return undefined
  return { protocols: protocols.length === 0 ? PROTOCOLS : protocols, range }
}

function readRange(text: string): PortRange | undefined {
  const [, first = '', last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  const range = { first: Number(first), last: Number(last) }
  return first !== '' && range.first >= 1 && range.first <= range.last && range.last <= 65535 ? range : undefined
}

/** Whether some wanted port is among these; all ports are wanted when none is. */
export function holdsWanted(ports: PortsByProtocol, wanted: readonly WantedTraffic[]): boolean {
  if (wanted.length === 0) return true
  return wanted.some(({ protocols, range }) =>
    protocols.some((protocol) =>
      (ports[protocol] ?? []).some((one) => one.first <= range.last && range.first <= one.last),
    ),
  )
}
