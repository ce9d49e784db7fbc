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
