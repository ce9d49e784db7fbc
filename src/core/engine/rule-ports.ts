import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import type { PortEntry, Rule } from '../model/policy.ts'
import { ALL_PORTS, type PortRange, type PortsByProtocol, PROTOCOLS, toPortSet } from '../net/ports.ts'
import { ALL_TRAFFIC, NO_TRAFFIC, unionTraffic } from '../net/ports-by-protocol.ts'
import { type Branch, follow, startBranch } from './branch.ts'
import { resolveNamedPort } from './looks.ts'
import type { Member } from './member.ts'
import type { CompiledPorts, NamedPort, Standing } from './tiers.ts'

const EVERY_PORT: CompiledPorts = { certain: ALL_TRAFFIC, possible: ALL_TRAFFIC, named: [] }

/** Compiles the ports of rules; those that are written alike are one object. */
export function createPortsCompiler(cni: CniProfile): (rule: Rule) => CompiledPorts {
  const root = startBranch<string | number, CompiledPorts>()
  return (rule) => {
    if (rule.ports === 'any') return EVERY_PORT
    let branch = root
    for (const entry of rule.ports) branch = followEntry(branch, entry)
    branch.value ??= compilePorts(rule, cni)
    return branch.value
  }
}

/** No range has this number. */
const EVERY = -1

function followEntry(
  from: Branch<string | number, CompiledPorts>,
  { protocol, port }: PortEntry,
): Branch<string | number, CompiledPorts> {
  const asked = follow(from, protocol)
  if (port.kind === 'range') return follow(asked, port.first * 65536 + port.last)
  return port.kind === 'named' ? follow(asked, port.name) : follow(asked, EVERY)
}

/**
 * Separates what a rule's ports mean everywhere from the names that each destination resolves (POR-1 to POR-6), as far as
 * the plugin knows ranges and names (CNI-2b, CNI-2c).
 */
export function compilePorts({ ports }: Rule, cni: CniProfile): CompiledPorts {
  if (ports === 'any') return EVERY_PORT
  const ranges = supportOf(cni, 'endPort')
  const names = supportOf(cni, 'named-ports')
  const whole = collectPorts(ports, true)
  const narrow = ranges === 'yes' ? whole : collectPorts(ports, false)
  return {
    certain: narrow,
    possible: ranges === 'no' ? narrow : whole,
    named: names === 'no' ? [] : ports.flatMap((entry) => toNamed(entry, names === 'yes')),
  }
}

/** What the ports of a rule mean at one destination. */
export function resolvePorts(ports: CompiledPorts, destination: Member): Standing {
  let { certain, possible } = ports
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
function resolveName({ protocol, name, isCertain }: NamedPort, { endpoint, pod }: Member): Standing {
  if (endpoint.kind === 'outside') return { certain: NO_TRAFFIC, possible: NO_TRAFFIC }
  if (!pod) return { certain: NO_TRAFFIC, possible: { [protocol]: ALL_PORTS } }
  const set = toPortSet(resolveNamedPort(pod, name, protocol).map((port) => ({ first: port, last: port })))
  const ports: PortsByProtocol = set.length > 0 ? { [protocol]: set } : NO_TRAFFIC
  return { certain: isCertain ? ports : NO_TRAFFIC, possible: ports }
}

/** The ports that entries give by number, with or without what lies above the first port of a range. */
function collectPorts(entries: readonly PortEntry[], withEndPort: boolean): PortsByProtocol {
  const ports: Partial<Record<PortEntry['protocol'], PortRange[]>> = {}
  for (const { protocol, port } of entries) {
    if (port.kind === 'named') continue
    const range =
      port.kind === 'every' ? ALL_PORTS[0] : { first: port.first, last: withEndPort ? port.last : port.first }
    if (!range) continue
    const ranges = ports[protocol] ?? []
    ports[protocol] = ranges
    ranges.push(range)
  }
  for (const protocol of PROTOCOLS) {
    const ranges = ports[protocol]
    if (ranges && ranges.length > 1) ports[protocol] = [...toPortSet(ranges)]
  }
  return ports
}

function toNamed({ protocol, port }: PortEntry, isCertain: boolean): readonly NamedPort[] {
  return port.kind === 'named' ? [{ protocol, name: port.name, isCertain }] : []
}
