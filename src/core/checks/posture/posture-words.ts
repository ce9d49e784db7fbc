import { assertNever } from '../../model/assert-never.ts'
import type { Direction } from '../../model/policy.ts'
import { ALL_TRAFFIC, formatTraffic } from '../../net/ports-by-protocol.ts'
import type { DirectionPosture, Door, PodPosture, RaiseKind } from './posture.ts'

/** How pods stand in a direction, in a word or two: `open`, `isolated`, `nothing admitted`. */
export function standingWords({ onHost, ...one }: PodPosture, direction: Direction): string {
  if (onHost) return 'node network'
  const { isolation } = one[direction]
  switch (isolation) {
    case 'open':
      return 'open'
    case 'isolated':
      return 'isolated'
    case 'admits-nothing':
      return 'nothing admitted'
    default:
      return assertNever(isolation)
  }
}

/** How many others pass: `12 of 40`, `10 to 12 of 40` where that depends. */
export function workloadsWords({ workloads: { certain, possible }, others }: DirectionPosture): string {
  return `${certain === possible ? certain : `${certain} to ${possible}`} of ${others}`
}

/** What passes from or to addresses outside: `every port`, `TCP 443`, `TCP 443, perhaps TCP 80`, `nothing`. */
export function outsideWords({ outside: { allowed, depends } }: DirectionPosture): string {
  const [sure, maybe] = [portsWords(allowed), portsWords(depends)]
  if (maybe === '') return sure === '' ? 'nothing' : sure
  return sure === '' ? `perhaps ${maybe}` : `${sure}, perhaps ${maybe}`
}

function portsWords(ports: DirectionPosture['outside']['allowed']): string {
  const words = formatTraffic(ports)
  return words === EVERY_PORT ? 'every port' : words
}

const EVERY_PORT = formatTraffic(ALL_TRAFFIC)

const KINDS: Readonly<Record<Door['kind'], string>> = {
  'node-port': 'NodePort',
  'load-balancer': 'LoadBalancer',
  ingress: 'Ingress',
}

const ANSWERS: Readonly<Record<Door['answer'], string>> = {
  allowed: '',
  denied: ' (blocked by policies)',
  depends: ' (for some addresses)',
}

/** `LoadBalancer web to TCP 8080`, with what becomes of it there. */
export function doorWords({ kind, name, protocol, port, answer }: Door): string {
  return `${KINDS[kind]} ${name} to ${protocol} ${port}${ANSWERS[answer]}`
}

/** What repairs of a kind would do. */
export const RAISE_WORDS: Readonly<Record<RaiseKind, string>> = {
  both: 'Open in both directions',
  ingress: 'Open to whoever connects',
  egress: 'Open to wherever pods connect',
  metadata: 'The cloud’s metadata address in reach',
  lookups: 'Isolated without name lookups',
}

/** What the flows of a kind are. */
export function flowsWords(kind: RaiseKind, flows: number): string {
  const count = flows.toLocaleString('en')
  const pods = `${count} ${flows === 1 ? 'workload' : 'workloads'}`
  if (kind === 'metadata') return `${pods} can reach it`
  if (kind === 'lookups') return `${pods} cannot look names up`
  return `${count} ${flows === 1 ? 'flow passes' : 'flows pass'} only because nothing isolates`
}
