import type { PortEntry, Rule } from '../model/policy.ts'
import { ALL_PORTS } from '../net/ports.ts'
import type { Admissions } from './admissions.ts'
import type { RuleTable } from './policy-tables.ts'
import { EVERY_PORT, type NamedPort, NO_PORTS, type PortSets, type PortsId } from './port-sets.ts'

/** The ports of a rule where they are the same at every destination; undefined when it names ports. */
export interface FixedPorts {
  readonly fixedPorts: PortsId | undefined
  /** The same, port entry by port entry. */
  readonly fixedEntries: readonly PortsId[] | undefined
}

const found = new WeakMap<PortSets, WeakMap<Rule, FixedPorts>>()

/** The ports of a rule as far as they hold at every destination; found once for each rule. */
export function findFixedPorts(rule: Rule, ports: PortSets): FixedPorts {
  const known = found.get(ports) ?? new WeakMap<Rule, FixedPorts>()
  found.set(ports, known)
  const fixed = known.get(rule) ?? findFixed(rule, ports)
  known.set(rule, fixed)
  return fixed
}

function findFixed(rule: Rule, ports: PortSets): FixedPorts {
  if (rule.ports === 'any') return { fixedPorts: EVERY_PORT, fixedEntries: [EVERY_PORT] }
  if (rule.ports.some(({ port }) => port.kind === 'named')) return { fixedPorts: undefined, fixedEntries: undefined }
  const fixedEntries = rule.ports.map((entry) => numberedPorts(ports, entry))
  return { fixedPorts: joinPorts(ports, fixedEntries), fixedEntries }
}

export function joinPorts(ports: PortSets, list: readonly PortsId[]): PortsId {
  return list.reduce((joined, one) => ports.union(joined, one), NO_PORTS)
}

function numberedPorts(ports: PortSets, { port, protocol }: PortEntry): PortsId {
  if (port.kind === 'every') return ports.of({ [protocol]: ALL_PORTS })
  if (port.kind === 'range') return ports.of({ [protocol]: [{ first: port.first, last: port.last }] })
  return NO_PORTS
}

/** The ports of a rule as they are at a destination, where names are looked up (POR-4, POR-5). */
export function rulePortsAt(admissions: Admissions, table: RuleTable, destination: number): PortsId {
  if (table.fixedPorts !== undefined) return table.fixedPorts
  const known = table.namedPorts?.get(destination)
  if (known !== undefined || table.rule.ports === 'any') return known ?? EVERY_PORT
  const ports = joinPorts(admissions.ports, entriesAt(admissions, table, destination))
  table.namedPorts?.set(destination, ports)
  return ports
}

/** The ports of a rule at a destination, port entry by port entry. */
export function entriesAt(admissions: Admissions, table: RuleTable, destination: number): readonly PortsId[] {
  if (table.fixedEntries !== undefined) return table.fixedEntries
  if (table.rule.ports === 'any') return [EVERY_PORT]
  return table.rule.ports.map((entry) => entryPortsAt(admissions, entry, destination))
}

function entryPortsAt({ endpoints, ports }: Admissions, entry: PortEntry, destination: number): PortsId {
  const { port, protocol } = entry
  if (port.kind !== 'named') return numberedPorts(ports, entry)
  const endpoint = endpoints[destination]
  if (endpoint?.kind !== 'pods') return NO_PORTS
  if (endpoint.implied) return ports.of({}, namedPort(port.name, entry))
  const declared = endpoint.pods[0]?.ports ?? []
  const found = declared.filter((one) => one.name === port.name && one.protocol === protocol)
  return joinPorts(
    ports,
    found.map((one) => ports.of({ [protocol]: [{ first: one.port, last: one.port }] })),
  )
}

function namedPort(name: string, { protocol }: PortEntry): readonly NamedPort[] {
  return [{ protocol, name }]
}
