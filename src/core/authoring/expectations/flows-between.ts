import type { Prepared } from '../../engine/prepare.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { ExpectedEnd, ExpectedFlow } from '../../model/expectation.ts'
import { formatAddress } from '../../net/address.ts'
import {
  isEmptyPorts,
  type PortRange,
  type PortSet,
  type PortsByProtocol,
  PROTOCOLS,
  type Protocol,
} from '../../net/ports.ts'
import { toCidrs } from '../../net/to-cidrs.ts'

/** What is between some endpoints, to be expected as it is now unless `expected` says otherwise. */
export interface FlowsBetween {
  readonly kind: 'between'
  /** Engine endpoint ids. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** Absent: those on which something may pass; where nothing may, those that the destination declares. */
  readonly ports?: PortsByProtocol
  readonly expected?: ExpectedFlow['expected']
}

/** A flow for each pair of workloads or addresses and each protocol; implied endpoints and pods themselves have none. */
export function expandFlows(prepared: Prepared, asked: FlowsBetween): readonly ExpectedFlow[] {
  const pairs = asked.from
    .flatMap((from) => asked.to.map((to) => pairOf(prepared, from, to)))
    .flatMap((pair) => pair ?? [])
  const distinct = [...new Map(pairs.map((pair) => [JSON.stringify([pair.from, pair.to]), pair])).values()]
  const known = distinct.map((pair) => ({
    ...pair,
    allowed: flowBetween(prepared, pair.source.id, pair.target.id).allowed,
  }))
  const passing = known.filter(({ allowed }) => !isEmptyPorts(allowed))
  const expected = asked.expected ?? (asked.ports || passing.length > 0 ? 'allowed' : 'denied')
  const counted = expected === 'allowed' && !asked.ports ? passing : known
  return counted.flatMap(({ from, to, target, allowed }) => {
    const ports = asked.ports ?? (expected === 'allowed' ? allowed : {})
    return toFlows(target, ports).map((some) => ({ expected, ...some, from, to }))
  })
}

interface Pair {
  readonly from: ExpectedEnd
  readonly to: ExpectedEnd
  readonly source: Endpoint
  readonly target: Endpoint
}

function pairOf(prepared: Prepared, fromId: string, toId: string): Pair | undefined {
  const [source, target] = [prepared.endpoint(fromId), prepared.endpoint(toId)]
  const [from, to] = [source && toEnd(source), target && toEnd(target)]
  if (!source || !target || !from || !to || fromId === toId) return undefined
  return from.kind === 'workload' || to.kind === 'workload' ? { from, to, source, target } : undefined
}

/** All of a workload, or the largest block of the addresses. */
function toEnd(endpoint: Endpoint): ExpectedEnd | undefined {
  if (endpoint.kind === 'outside') {
    const size = ({ first, last }: { readonly first: bigint; readonly last: bigint }) => last - first
    const [largest] = [...endpoint.addresses].sort((a, b) => (size(b) > size(a) ? 1 : size(b) < size(a) ? -1 : 0))
    if (!largest) return undefined
    if (largest.first === largest.last)
      return { kind: 'host', host: formatAddress({ family: largest.family, value: largest.first }) }
    const cidrs = toCidrs([largest])
    const cidr = cidrs.toSorted((a, b) => prefixOf(a) - prefixOf(b))[0]
    return cidr === undefined ? undefined : { kind: 'block', cidr }
  }
  const { workload } = endpoint
  if (!workload) return undefined
  return { kind: 'workload', workload: workload.kind.toLowerCase(), namespace: workload.namespace, name: workload.name }
}

function prefixOf(cidr: string): number {
  return Number(cidr.split('/')[1])
}

/** By protocol; in place of every port those that the destination declares. */
function toFlows(target: Endpoint, ports: PortsByProtocol): readonly Pick<ExpectedFlow, 'protocol' | 'ports'>[] {
  const flows = PROTOCOLS.flatMap((protocol) => {
    const set = narrowed(target, protocol, ports[protocol] ?? (isEmptyPorts(ports) ? EVERY : []))
    return set.length > 0 ? [{ protocol, ports: set.map((range) => ({ kind: 'range' as const, ...range })) }] : []
  })
  if (flows.length > 0) return flows
  const first = PROTOCOLS.find((protocol) => isEvery(ports[protocol] ?? [])) ?? 'TCP'
  return [{ protocol: first, ports: [{ kind: 'range', first: 1, last: 65535 }] }]
}

const EVERY: PortSet = [{ first: 1, last: 65535 }]

function isEvery([range, ...more]: PortSet): boolean {
  return range?.first === 1 && range.last === 65535 && more.length === 0
}

function narrowed(target: Endpoint, protocol: Protocol, set: PortSet): readonly PortRange[] {
  if (!isEvery(set)) return set
  const pods = target.kind === 'pods' ? target.pods : []
  const declared = pods.flatMap(({ ports }) => ports.filter((one) => one.protocol === protocol).map(({ port }) => port))
  return [...new Set(declared)].sort((a, b) => a - b).map((port) => ({ first: port, last: port }))
}
