import {
  ALL_PORTS,
  formatPorts,
  intersectPorts,
  isEmptyPorts,
  type PortsByProtocol,
  PROTOCOLS,
  type Protocol,
  unionPorts,
} from '../net/ports.ts'

/** Names a set of ports within one {@link PortSets}; equal sets have equal ids. */
export type PortsId = number

/** No port. */
export const NO_PORTS: PortsId = 0

/** Every port of every protocol. */
export const EVERY_PORT: PortsId = 1

/** A port that is known by its name only, because the destination's number is not known (END-8). */
export interface NamedPort {
  readonly protocol: Protocol
  readonly name: string
}

/** Sets of ports by id: the same few sets are met and joined over and over, and compared by identity. */
export interface PortSets {
  /** How many sets have been met. */
  readonly size: number
  of(ports: PortsByProtocol, names?: readonly NamedPort[]): PortsId
  union(a: PortsId, b: PortsId): PortsId
  intersect(a: PortsId, b: PortsId): PortsId
  ports(id: PortsId): PortsByProtocol
  /** "8080", "53 UDP, TCP", "every port", "443-445, 8443". */
  label(id: PortsId): string
}

interface Entry {
  readonly ports: PortsByProtocol
  readonly names: readonly NamedPort[]
}

export function createPortSets(): PortSets {
  const entries: Entry[] = []
  const ids = new Map<string, PortsId>()
  const unions = new Map<number, PortsId>()
  const meets = new Map<number, PortsId>()
  const entry = (id: PortsId): Entry => entries[id] ?? { ports: {}, names: [] }
  const of = (ports: PortsByProtocol, names: readonly NamedPort[] = []): PortsId => {
    const key = keyOf({ ports, names })
    const known = ids.get(key)
    if (known !== undefined) return known
    entries.push({ ports, names })
    ids.set(key, entries.length - 1)
    return entries.length - 1
  }
  const join = (a: PortsId, b: PortsId): PortsId => {
    const [left, right] = [entry(a), entry(b)]
    return of(perProtocol(left.ports, right.ports, unionPorts), joinNames(left.names, right.names))
  }
  const meet = (a: PortsId, b: PortsId): PortsId => {
    const [left, right] = [entry(a), entry(b)]
    return of(perProtocol(left.ports, right.ports, intersectPorts), meetNames(left, right))
  }
  // Asked tens of thousands of times for each key that is typed, so it makes no objects.
  const remembered = (memo: Map<number, PortsId>, a: PortsId, b: PortsId, make: typeof join): PortsId => {
    const key = a < b ? a * 0x100000 + b : b * 0x100000 + a
    const known = memo.get(key)
    if (known !== undefined) return known
    const made = make(a, b)
    memo.set(key, made)
    return made
  }
  of({})
  of({ TCP: ALL_PORTS, UDP: ALL_PORTS, SCTP: ALL_PORTS })
  return {
    get size() {
      return entries.length
    },
    of,
    union(a, b) {
      if (a === b || b === NO_PORTS) return a
      if (a === NO_PORTS) return b
      if (a === EVERY_PORT || b === EVERY_PORT) return EVERY_PORT
      return remembered(unions, a, b, join)
    },
    intersect(a, b) {
      if (a === b || b === EVERY_PORT) return a
      if (a === EVERY_PORT) return b
      if (a === NO_PORTS || b === NO_PORTS) return NO_PORTS
      return remembered(meets, a, b, meet)
    },
    ports: (id) => entry(id).ports,
    label: (id) => formatLabel(entry(id)),
  }
}

function keyOf({ ports, names }: Entry): string {
  const numbers = PROTOCOLS.map((protocol) => formatPorts(ports[protocol] ?? []))
  return [...numbers, ...names.map(({ protocol, name }) => `${protocol} ${name}`).sort()].join(';')
}

function perProtocol(a: PortsByProtocol, b: PortsByProtocol, combine: typeof unionPorts): PortsByProtocol {
  const combined: Partial<Record<Protocol, ReturnType<typeof unionPorts>>> = {}
  for (const protocol of PROTOCOLS) {
    const ports = combine(a[protocol] ?? [], b[protocol] ?? [])
    if (ports.length > 0) combined[protocol] = ports
  }
  return combined
}

function joinNames(a: readonly NamedPort[], b: readonly NamedPort[]): readonly NamedPort[] {
  return [...a, ...b.filter((name) => !a.some((other) => isSame(name, other)))]
}

/** A port known by name only is in both sets when both name it, or one holds all ports of its protocol. */
function meetNames(a: Entry, b: Entry): readonly NamedPort[] {
  const within = (name: NamedPort, other: Entry) =>
    other.names.some((one) => isSame(name, one)) || formatPorts(other.ports[name.protocol] ?? []) === '1-65535'
  return joinNames(
    a.names.filter((name) => within(name, b)),
    b.names.filter((name) => within(name, a)),
  )
}

function isSame(a: NamedPort, b: NamedPort): boolean {
  return a.name === b.name && a.protocol === b.protocol
}

/** UDP before TCP, as people say "53 UDP, TCP". */
const SPOKEN: readonly Protocol[] = ['UDP', 'TCP', 'SCTP']

function formatLabel({ ports, names }: Entry): string {
  const texts = SPOKEN.map((protocol) => ({ protocol, text: formatPorts(ports[protocol] ?? []).replaceAll(',', ', ') }))
  const words = [...new Set(texts.map(({ text }) => text))]
    .filter((text) => text !== '')
    .map((text) =>
      formatGroup(
        text,
        texts.filter((one) => one.text === text).map(({ protocol }) => protocol),
      ),
    )
  const named = names.map(({ protocol, name }) => (protocol === 'TCP' ? name : `${name} ${protocol}`))
  if (words.length === 0 && named.length === 0) return isEmptyPorts(ports) ? 'no port' : ''
  return [...words, ...named].join(', ')
}

function formatGroup(text: string, protocols: readonly Protocol[]): string {
  if (text === '1-65535') return protocols.length === 3 ? 'every port' : `every ${protocols.join(' and ')} port`
  return protocols.length === 1 && protocols[0] === 'TCP' ? text : `${text} ${protocols.join(', ')}`
}
