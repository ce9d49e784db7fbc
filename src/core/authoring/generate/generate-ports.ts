import {
  ALL_PORTS,
  type PortRange,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  subtractPorts,
  toPortSet,
} from '../../net/ports.ts'
import type { WantedPort } from '../plan.ts'
import type { Ports } from '../wanted-ports.ts'

/**
 * The same ports as a person would list them: by protocol, numbers first and ascending, then names. Ranges that overlap
 * are one, neighbours join a range but not each other, and every port of every protocol is `every` (RUL-2).
 */
export function tidyPorts(ports: Ports): Ports {
  if (ports === 'every') return ports
  const whole = PROTOCOLS.filter((protocol) => isWhole(toPortSet(rangesOf(ports, protocol))))
  if (whole.length === PROTOCOLS.length) return 'every'
  return PROTOCOLS.flatMap((protocol): readonly WantedPort[] => {
    const names = whole.includes(protocol) ? [] : namesOf(ports, protocol)
    return [
      ...tidyRanges(rangesOf(ports, protocol)).map((range) => ({ kind: 'range' as const, protocol, ...range })),
      ...names.map((name) => ({ kind: 'named' as const, protocol, name })),
    ]
  })
}

/** Both together, tidied. */
export function joinPorts(a: Ports, b: Ports): Ports {
  return a === 'every' || b === 'every' ? 'every' : tidyPorts([...a, ...b])
}

/** What of `ports` is not among `others`; of every port all stays unless the others are every port too. */
export function portsWithout(ports: Ports, others: Ports): Ports {
  if (others === 'every') return []
  if (ports === 'every') return tidyPorts(others) === 'every' ? [] : 'every'
  const left = ports.flatMap((port): readonly WantedPort[] => {
    const taken = toPortSet(rangesOf(others, port.protocol))
    if (port.kind === 'named') return isWhole(taken) || namesOf(others, port.protocol).includes(port.name) ? [] : [port]
    return subtractPorts([port], taken).map(({ first, last }) => ({ ...port, first, last }))
  })
  return tidyPorts(left)
}

/** Equal for equal lists of ports. */
export function portsKey(ports: Ports): string {
  return JSON.stringify(tidyPorts(ports))
}

function rangesOf(ports: readonly WantedPort[], protocol: Protocol): readonly PortRange[] {
  return ports.flatMap((port) =>
    port.kind === 'range' && port.protocol === protocol ? [{ first: port.first, last: port.last }] : [],
  )
}

function namesOf(ports: readonly WantedPort[], protocol: Protocol): readonly string[] {
  const names = ports.flatMap((port) => (port.kind === 'named' && port.protocol === protocol ? [port.name] : []))
  return [...new Set(names)].sort()
}

function isWhole(set: PortSet): boolean {
  return subtractPorts(ALL_PORTS, set).length === 0
}

/** Single ports stay single unless they touch a range. */
function tidyRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  return toPortSet(ranges).flatMap((segment) => {
    const parts = ranges.filter(({ first }) => segment.first <= first && first <= segment.last)
    if (parts.some(({ first, last }) => first < last)) return [segment]
    return [...new Set(parts.map(({ first }) => first))]
      .sort((a, b) => a - b)
      .map((port) => ({ first: port, last: port }))
  })
}
