/** What flows ask for, judged pod by pod and port by port: for tests of generated policies, and sharing nothing with them. */
import type { NaiveEnd } from '../../engine/naive/rules.testing.ts'
import type { Cluster, Pod } from '../../model/cluster.ts'
import { type Address, containsAddress, isSameAddress } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import type { Protocol } from '../../net/ports.ts'
import type { ConnectEnd } from '../plan.ts'
import type { WantedFlow } from './generate-flows.ts'

export interface AskedFlow {
  readonly cluster: Cluster
  readonly flows: readonly WantedFlow[]
  /** The namespaces that are closed. */
  readonly closed: ReadonlySet<string>
  readonly from: NaiveEnd
  readonly to: NaiveEnd
  readonly protocol: Protocol
  readonly port: number
}

/** Whether both ends let a flow pass when policies say what was asked; `maybe` where that rests on unknown addresses. */
export function isAsked(asked: AskedFlow): 'yes' | 'no' | 'maybe' {
  const ends = [isAskedOf(asked, 'from'), isAskedOf(asked, 'to')]
  if (ends.includes('no')) return 'no'
  return ends.includes('maybe') ? 'maybe' : 'yes'
}

function isAskedOf(asked: AskedFlow, side: 'from' | 'to'): 'yes' | 'no' | 'maybe' {
  const { cluster, flows, closed } = asked
  const self = asked[side]
  const other = side === 'from' ? asked.to : asked.from
  if (self.kind === 'address' || !closed.has(self.namespace)) return 'yes'
  const answers = flows
    .filter((flow) => isSelected(cluster, flow[side], self) && listsPort(asked, flow))
    .map((flow) => matches(cluster, side === 'from' ? flow.to : flow.from, other))
  if (answers.includes('yes')) return 'yes'
  return answers.includes('maybe') ? 'maybe' : 'no'
}

function listsPort({ to, protocol, port }: AskedFlow, { ports }: WantedFlow): boolean {
  if (ports === 'every') return true
  return ports.some((one) => {
    if (one.protocol !== protocol) return false
    if (one.kind === 'range') return one.first <= port && port <= one.last
    return (
      to.kind === 'pod' &&
      to.pod.ports.some((own) => own.name === one.name && own.protocol === protocol && own.port === port)
    )
  })
}

function matches(cluster: Cluster, end: ConnectEnd, other: NaiveEnd): 'yes' | 'no' | 'maybe' {
  if (end.kind === 'internet' && end.reach === 'anyone') return 'yes'
  if (isSelected(cluster, end, other)) return 'yes'
  if (end.kind !== 'block' && end.kind !== 'internet') return 'no'
  if (other.kind === 'address') return isIn(cluster, end, toAddress(other.bits)) ? 'yes' : 'no'
  if (other.pod.addresses.length === 0) return 'maybe'
  return other.pod.addresses.some((address) => isIn(cluster, end, address)) ? 'yes' : 'no'
}

/** The internet holds no pod's own address, wherever it is. */
function isIn(
  { workloads }: Cluster,
  end: Extract<ConnectEnd, { kind: 'block' | 'internet' }>,
  address: Address,
): boolean {
  const own = workloads.flatMap(({ pods }) =>
    pods.flatMap(({ addresses, hostNetwork }) => (hostNetwork ? [] : addresses)),
  )
  const isPods = () => own.some((one) => isSameAddress(one, address))
  if (end.kind === 'internet') return !PRIVATE.some((cidr) => isInside(cidr, address)) && !isPods()
  return isInside(end.cidr, address) && !end.except.some((hole) => isInside(hole, address))
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']

function isInside(cidr: string, address: Address): boolean {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' && containsAddress([reading.range], address)
}

function toAddress(bits: string): Address {
  return { family: bits.length === 32 ? 4 : 6, value: BigInt(`0b${bits}`) }
}

/** Whether an end names a pod by its labels or its namespace. */
function isSelected(cluster: Cluster, end: ConnectEnd, other: NaiveEnd): boolean {
  if (other.kind === 'address') return false
  switch (end.kind) {
    case 'workload':
      return idOf(cluster, other.pod) === end.id
    case 'workloads':
      return end.ids.includes(idOf(cluster, other.pod) ?? '')
    case 'namespace':
      return other.namespace === end.namespace
    case 'all-namespaces':
      return true
    case 'implied':
    case 'block':
    case 'internet':
      return false
    default:
      throw new Error(`no end ${String(end)}`)
  }
}

function idOf({ workloads }: Cluster, pod: Pod): string | undefined {
  return workloads.find(({ pods }) => pods.some(({ name, path }) => name === pod.name && path === pod.path))?.id
}
