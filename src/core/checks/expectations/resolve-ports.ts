import type { Prepared } from '../../engine/prepare.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { ExpectedFlow, ExpectedPort } from '../../model/expectation.ts'
import type { PortRange, PortSet, Protocol } from '../../net/ports.ts'
import { nameEndpoints } from '../../questions/named-endpoints.ts'

/** Of very many ports that are judged differently these are enough to see that they are. */
const MOST_PORTS = 64

/** A number to ask with; of a port's name it counts at the endpoints that declare it only. */
export interface AskedNumber {
  readonly port: number
  readonly at?: readonly string[]
}

/**
 * The numbers to ask for a port, such that all others of a range are judged like one of them; `[]` for a name that no pod
 * of the destination declares (POR-4). Ends are texts that were resolved.
 */
export function resolvePort(
  prepared: Prepared,
  port: ExpectedPort,
  { protocol }: ExpectedFlow,
  from: readonly string[],
  to: readonly string[],
): readonly AskedNumber[] {
  if (port.kind === 'named') return numbersOf(prepared, port.name, protocol, to)
  if (port.first === port.last) return [{ port: port.first }]
  const starts = new Set([port.first])
  for (const [source, target] of pairs(idsOf(prepared, from), idsOf(prepared, to))) {
    const { allowed, depends } = flowBetween(prepared, source, target)
    for (const set of [allowed[protocol], depends[protocol]])
      for (const start of startsIn(set ?? [], port)) starts.add(start)
  }
  for (const own of servicePorts(prepared, to, port)) starts.add(own)
  const sorted = [...starts].sort((a, b) => a - b)
  return sorted.slice(0, MOST_PORTS).map((number) => ({ port: number }))
}

function numbersOf(
  prepared: Prepared,
  name: string,
  protocol: Protocol,
  to: readonly string[],
): readonly AskedNumber[] {
  const numbers = new Map<number, string[]>()
  for (const id of idsOf(prepared, to)) {
    const endpoint = prepared.endpoint(id)
    for (const pod of endpoint?.kind === 'pods' ? endpoint.pods : [])
      for (const declared of pod.ports)
        if (declared.name === name && declared.protocol === protocol)
          numbers.set(declared.port, [...(numbers.get(declared.port) ?? []), id])
  }
  return [...numbers].map(([port, at]) => ({ port, at }))
}

/** Where the ports of a set, and those behind them, begin within a range. */
function startsIn(set: PortSet, { first, last }: PortRange): readonly number[] {
  return set.flatMap((range) => [range.first, range.last + 1]).filter((start) => first < start && start <= last)
}

/** A Service passes on its own ports only. */
function servicePorts({ cluster }: Prepared, to: readonly string[], { first, last }: PortRange): readonly number[] {
  const hosts = to.map((text) => text.split('.')[0])
  return cluster.services
    .filter(({ name }) => hosts.includes(name))
    .flatMap(({ ports }) => ports.map(({ port }) => port))
    .flatMap((port) => [port, port + 1])
    .filter((port) => first <= port && port <= last)
}

function idsOf(prepared: Prepared, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const naming = nameEndpoints(prepared, text)
    return naming.kind === 'endpoints' ? naming.ids : []
  })
}

function pairs<A, B>(left: readonly A[], right: readonly B[]): readonly (readonly [A, B])[] {
  return left.flatMap((one) => right.map((other) => [one, other] as const))
}
