import type { Endpoint } from '../model/endpoint.ts'
import type { JsonObject } from '../model/json.ts'
import type { Rule } from '../model/policy.ts'
import { ALL_PORTS, type PortsByProtocol, PROTOCOLS } from '../net/ports.ts'
import { ALL_TRAFFIC, formatTraffic, subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import type { ConnectIntention, ConnectPlan, WantedPort } from './plan.ts'

/** `every` or the ports a rule shall list. */
export type Ports = ConnectIntention['ports']

/** Why a port cannot be written, or undefined (V13). */
export function refusePort(port: WantedPort, targets: readonly Endpoint[], title: string): string | undefined {
  if (port.kind === 'range') {
    const isPort = (number: number) => Number.isInteger(number) && 1 <= number && number <= 65535
    if (!isPort(port.first) || !isPort(port.last)) return 'a port is a number from 1 to 65535'
    return port.first > port.last ? `${port.first}-${port.last} runs backwards` : undefined
  }
  if (targets.some(({ kind }) => kind === 'outside'))
    return `a port name is looked up on the target's pods: ${title} has none, give a number`
  const isKnown = targets.some(
    (target) => target.kind === 'pods' && (target.implied || Object.keys(portsAt(port, target)).length > 0),
  )
  return isKnown ? undefined : `${title} declares no ${port.protocol} port named ${port.name}`
}

/** What a wanted port means at a destination: a name is looked up there (POR-4). */
export function portsAt(port: WantedPort, target: Endpoint): PortsByProtocol {
  if (port.kind === 'range') return { [port.protocol]: [{ first: port.first, last: port.last }] }
  if (target.kind === 'outside') return {}
  return target.pods
    .flatMap(({ ports }) => ports)
    .filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
    .map(({ port: number }): PortsByProtocol => ({ [port.protocol]: [{ first: number, last: number }] }))
    .reduce(unionTraffic, {})
}

/** The wanted ports that `certain` does not hold at `target`. */
export function missingPorts(ports: Ports, target: Endpoint, certain: PortsByProtocol): Ports {
  if (ports === 'every') return formatTraffic(subtractTraffic(ALL_TRAFFIC, certain)) === '' ? [] : 'every'
  return ports.filter((port) => formatTraffic(subtractTraffic(portsAt(port, target), certain)) !== '')
}

/** Both, in the order of `all`. */
export function joinPorts(all: Ports, a: Ports, b: Ports): Ports {
  if (a === 'every' || b === 'every' || all === 'every') return a.length + b.length === 0 ? [] : 'every'
  return all.filter((port) => a.includes(port) || b.includes(port))
}

/** Without repetitions. */
export function distinctPorts(ports: Ports): Ports {
  if (ports === 'every') return ports
  return ports.filter((port, index) => ports.findIndex((other) => formatPort(other) === formatPort(port)) === index)
}

/** Whether a rule lists exactly these ports, however they are written. */
export function hasSamePorts(rule: Rule, ports: Ports): boolean {
  if (rule.ports === 'any' || ports === 'every') return rule.ports === 'any' && ports === 'every'
  const ruleKey = portsKey(
    rule.ports.map(({ protocol, port }): WantedPort => {
      if (port.kind === 'named') return { kind: 'named', protocol, name: port.name }
      const { first, last } = port.kind === 'every' ? { first: 1, last: 65535 } : port
      return { kind: 'range', protocol, first, last }
    }),
  )
  return ruleKey === portsKey(ports)
}

function portsKey(ports: readonly WantedPort[]): string {
  const numbers = ports
    .map(
      (port): PortsByProtocol =>
        port.kind === 'range' ? { [port.protocol]: [{ first: port.first, last: port.last }] } : {},
    )
    .reduce(unionTraffic, {})
  const names = ports.flatMap((port) => (port.kind === 'named' ? [`${port.protocol} ${port.name}`] : []))
  return JSON.stringify([formatTraffic(numbers), [...new Set(names)].sort()])
}

/** As an item of `ports`; every port of a protocol is its protocol alone (POR-2). */
export function toPortEntry(port: WantedPort): JsonObject {
  const { protocol } = port
  if (port.kind === 'named') return { protocol, port: port.name }
  if (port.first === 1 && port.last === ALL_PORTS[0]?.last) return { protocol }
  return port.first === port.last ? { protocol, port: port.first } : { protocol, port: port.first, endPort: port.last }
}

/** `8080`, `53 UDP`, `8000-8010`, `http`. */
export function formatPort(port: WantedPort): string {
  const text =
    port.kind === 'named' ? port.name : port.first === port.last ? `${port.first}` : `${port.first}-${port.last}`
  return port.protocol === 'TCP' ? text : `${text} ${port.protocol}`
}

/** `on 8080, 53 UDP`, or `on every port`. */
export function formatWanted(ports: Ports): string {
  return ports === 'every' ? 'on every port' : `on ${ports.map(formatPort).join(', ')}`
}

/** Above so many ports a frame's list helps nobody. */
const MOST_OFFERED = 24

/** What the target's pods declare, by number and, where all that declare the name agree on it, by name. */
export function offerPorts(targets: readonly Endpoint[]): ConnectPlan['offers'] {
  const declared = targets.flatMap((target) =>
    target.kind === 'pods' ? target.pods.flatMap(({ ports }) => ports) : [],
  )
  const byNumber = new Map<string, { port: WantedPort; names: Set<string> }>()
  for (const { name, protocol, port } of declared) {
    const key = `${protocol} ${port}`
    const offer = byNumber.get(key) ?? {
      port: { kind: 'range', protocol, first: port, last: port },
      names: new Set<string>(),
    }
    if (name !== undefined) offer.names.add(name)
    byNumber.set(key, offer)
  }
  const numbers = [...byNumber.values()].map(({ port, names }) => ({
    port,
    label: names.size > 0 ? `${formatPort(port)} (${[...names].join(', ')})` : formatPort(port),
  }))
  const named = new Map<string, WantedPort>()
  for (const { name, protocol } of declared)
    if (name !== undefined) named.set(`${protocol} ${name}`, { kind: 'named', protocol, name })
  const byName = [...named.values()].map((port) => ({ port, label: `by name: ${formatPort(port)}` }))
  const order = (port: WantedPort) => PROTOCOLS.indexOf(port.protocol)
  return [...numbers.sort((a, b) => order(a.port) - order(b.port)), ...byName].slice(0, MOST_OFFERED)
}
