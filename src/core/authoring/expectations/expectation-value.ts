import { assertNever } from '../../model/assert-never.ts'
import type { ExpectedEnd, ExpectedFlow, ExpectedPort } from '../../model/expectation.ts'
import { sayPort } from '../../model/expectation-words.ts'
import { field, type JsonObject, type JsonValue } from '../../model/json.ts'

/** The kinds of workloads that NetAssert knows. */
const KINDS = ['deployment', 'statefulset', 'daemonset', 'pod']

/** Whether NetAssert can probe a flow, or one port of it, so that its result is about the flow (EXP-4). */
export function isProbeable({ protocol, from, to, ports }: ExpectedFlow): boolean {
  const isKnown = (end: ExpectedEnd) => end.kind === 'workload' && KINDS.includes(end.workload)
  if (!ports.some(({ kind }) => kind === 'range') || !isKnown(from)) return false
  return isKnown(to) ? protocol !== 'SCTP' : to.kind === 'host' && protocol === 'TCP'
}

/** A flow as it is written, what NetAssert cannot say below `bulkhead`. */
export function toValue(flow: ExpectedFlow, name: string): JsonObject {
  const { expected, protocol, ports } = flow
  const isTool = isProbeable(flow)
  const first = ports.find((port) => port.kind === 'range')
  const extra = toExtra(flow, isTool)
  return {
    name,
    type: 'k8s',
    ...(isTool ? { protocol: protocol.toLowerCase() } : {}),
    ...(first ? { targetPort: first.first } : {}),
    exitCode: expected === 'allowed' ? 0 : 1,
    ...(isTool ? { src: toEnd(flow.from), dst: toEnd(flow.to) } : {}),
    ...(Object.keys(extra).length > 0 ? { bulkhead: extra } : {}),
  }
}

function toExtra({ protocol, ports, from, to }: ExpectedFlow, isTool: boolean): JsonObject {
  const [only, ...more] = ports
  const isOne = more.length === 0 && only?.kind === 'range' && only.first === only.last
  return {
    ...(isTool ? {} : { protocol }),
    ...(isOne ? {} : { ports: ports.map(toPort) }),
    ...(isTool ? {} : { src: toEnd(from), dst: toEnd(to) }),
  }
}

function toPort(port: ExpectedPort): JsonValue {
  return port.kind === 'range' && port.first === port.last ? port.first : sayPort(port)
}

function toEnd(end: ExpectedEnd): JsonObject {
  switch (end.kind) {
    case 'workload':
      return { k8sResource: { kind: end.workload, name: end.name, namespace: end.namespace } }
    case 'host':
      return { host: { name: end.host } }
    case 'block':
      return { host: { name: end.cidr } }
    default:
      return assertNever(end)
  }
}

/** Whether two entries expect the same of the same flow, whatever they are called. */
export function isSameExpectation(one: JsonValue, other: JsonValue): boolean {
  return describe(one) === describe(other)
}

/** What counts of an entry, with its defaults, and its keys in one order. */
function describe(entry: JsonValue): string {
  const parts = ['targetPort', 'src', 'dst', 'bulkhead'].map((key) => sorted(field(entry, key) ?? null))
  return JSON.stringify([field(entry, 'protocol') ?? 'tcp', (field(entry, 'exitCode') ?? 0) === 0, ...parts])
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as JsonObject).map(([key, inner]) => [key, sorted(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
