import type { PortEntry, Rule } from '../model/policy.ts'
import { ALL_PORTS, type PortSet, type PortsByProtocol, PROTOCOLS, toPortSet } from '../net/ports.ts'
import { ALL_TRAFFIC, NO_TRAFFIC, unionTraffic } from '../net/ports-by-protocol.ts'
import { resolveNamedPort } from './looks.ts'
import type { Member } from './member.ts'
import type { CompiledPorts, NamedPort, Standing } from './tiers.ts'

/** Separates what a rule's ports mean everywhere from the names that each destination resolves (POR-1 to POR-6). */
export function compilePorts(rule: Rule): CompiledPorts {
  if (rule.ports === 'any') return { fixed: ALL_TRAFFIC, named: [] }
  const entries = rule.ports
  const fixed = PROTOCOLS.map((protocol) => {
    const ranges = entries.flatMap((entry) => (entry.protocol === protocol ? rangesOf(entry) : []))
    return [protocol, toPortSet(ranges)] as const
  })
  return {
    fixed: Object.fromEntries(fixed.filter(([, set]) => set.length > 0)),
    named: entries.flatMap(({ protocol, port }) => (port.kind === 'named' ? [{ protocol, name: port.name }] : [])),
  }
}

/** What the ports of a rule mean at one destination. */
export function resolvePorts(ports: CompiledPorts, destination: Member): Standing {
  let certain = ports.fixed
  let possible = ports.fixed
  for (const named of ports.named) {
    const standing = resolveName(named, destination)
    certain = unionTraffic(certain, standing.certain)
    possible = unionTraffic(possible, standing.possible)
  }
  return { certain, possible }
}

/** Equal for destinations at which the given names mean the same. */
export function describeNames(names: readonly NamedPort[], { endpoint, pod }: Member): string {
  if (endpoint.kind === 'outside' || !pod) return endpoint.kind
  return names.map(({ name, protocol }) => resolveNamedPort(pod, name, protocol).join(',')).join(';')
}

/** An implied destination declares every name, its number is not known (END-8); an outside one none (POR-5). */
function resolveName({ protocol, name }: NamedPort, { endpoint, pod }: Member): Standing {
  if (endpoint.kind === 'outside') return { certain: NO_TRAFFIC, possible: NO_TRAFFIC }
  if (!pod) return { certain: NO_TRAFFIC, possible: { [protocol]: ALL_PORTS } }
  const set: PortSet = toPortSet(resolveNamedPort(pod, name, protocol).map((port) => ({ first: port, last: port })))
  const ports: PortsByProtocol = set.length > 0 ? { [protocol]: set } : NO_TRAFFIC
  return { certain: ports, possible: ports }
}

function rangesOf({ port }: PortEntry): PortSet {
  if (port.kind === 'every') return ALL_PORTS
  return port.kind === 'range' ? [{ first: port.first, last: port.last }] : []
}
