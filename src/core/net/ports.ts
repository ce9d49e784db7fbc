/** The transport protocols a NetworkPolicy can name. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP'

export const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']

/** Ports `first` to `last`, both included, 1–65535. */
export interface PortRange {
  readonly first: number
  readonly last: number
}

/** Port ranges in ascending order, disjoint and not adjacent. `[]` is no port. */
export type PortSet = readonly PortRange[]

/** A port set per protocol; a protocol without ports is left out. */
export type PortsByProtocol = Readonly<Partial<Record<Protocol, PortSet>>>

/** 1–65535 (POR-6). */
export const ALL_PORTS: PortSet = [{ first: 1, last: 65535 }]

/** The set of the given ranges, which may overlap and come in any order. */
export function toPortSet(ranges: readonly PortRange[]): PortSet {
  const set: { first: number; last: number }[] = []
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const previous = set.at(-1)
    if (previous && range.first <= previous.last + 1) previous.last = Math.max(previous.last, range.last)
    else set.push({ first: range.first, last: range.last })
  }
  return set
}

export function unionPorts(a: PortSet, b: PortSet): PortSet {
  if (a.length === 0) return b
  if (b.length === 0) return a
  return toPortSet([...a, ...b])
}

export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  const set: PortRange[] = []
  for (const left of a) {
    for (const right of b) {
      const first = Math.max(left.first, right.first)
      const last = Math.min(left.last, right.last)
      if (first <= last) set.push({ first, last })
    }
  }
  return set
}

/** The ports of `a` that are not in `b`. */
export function subtractPorts(a: PortSet, b: PortSet): PortSet {
  if (b.length === 0) return a
  let rest = a
  for (const hole of b) {
    rest = rest.flatMap(({ first, last }) => {
      if (hole.last < first || hole.first > last) return [{ first, last }]
      const pieces: PortRange[] = []
      if (first < hole.first) pieces.push({ first, last: hole.first - 1 })
      if (hole.last < last) pieces.push({ first: hole.last + 1, last })
      return pieces
    })
  }
  return rest
}

export function containsPort(set: PortSet, port: number): boolean {
  return set.some((range) => range.first <= port && port <= range.last)
}

/** Whether no protocol has a port. */
export function isEmptyPorts(ports: PortsByProtocol): boolean {
  return PROTOCOLS.every((protocol) => (ports[protocol]?.length ?? 0) === 0)
}

/** `80,443-445`; the empty string for no port. */
export function formatPorts(set: PortSet): string {
  return set.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}
