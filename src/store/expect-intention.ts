import type { ExpectationIntention } from '../core/authoring/expectations/plan-expectations.ts'
import type { GenerateIntention } from '../core/authoring/generate/plan-generate.ts'
import type { ConnectEnd, WantedPort } from '../core/authoring/plan.ts'
import type { ExpectedEnd, ExpectedFlow } from '../core/model/expectation.ts'
import type { PictureEdge } from '../core/picture/picture.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import { toEnd } from './generate-intention.ts'

/** "Expect this" of edges: what is between their ends shall stay as it is. Undefined for no edge. */
export function toExpectIntention(
  { picture, endpoints }: Snapshot,
  edges: readonly PictureEdge[],
): ExpectationIntention | undefined {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
  const known = endpoints.map(({ id }) => id)
  const flows = edges.flatMap((edge) => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
    if (!from || !to) return []
    const ends = { from: toEnd(from, edge, known).endpoints, to: toEnd(to, edge, known).endpoints }
    return [{ kind: 'between' as const, ...ends }]
  })
  return flows.length > 0 ? { kind: 'expect', flows } : undefined
}

/** Least privilege from the flows that are expected to be allowed; undefined for none between ends that are known. */
export function toExpectedGeneration(
  flows: readonly ExpectedFlow[],
  { endpoints }: Snapshot,
): GenerateIntention | undefined {
  const known = new Set(endpoints.map(({ id }) => id.split('#')[0]))
  const wanted = flows.flatMap((flow) => {
    const [from, to] = [toConnectEnd(flow.from, known), toConnectEnd(flow.to, known)]
    const ports = flow.ports.map((port): WantedPort => ({ ...port, protocol: flow.protocol }))
    return flow.expected === 'allowed' && from && to ? [{ from, to, ports }] : []
  })
  return wanted.length > 0 ? { kind: 'generate', flows: wanted, keepDns: true } : undefined
}

/** Names of hosts stand for addresses that nobody knows. */
function toConnectEnd(end: ExpectedEnd, known: ReadonlySet<string | undefined>): ConnectEnd | undefined {
  if (end.kind === 'block') return { kind: 'block', cidr: end.cidr, except: [] }
  if (end.kind === 'host') {
    if (/^[\d.]+$/.test(end.host)) return { kind: 'block', cidr: `${end.host}/32`, except: [] }
    return end.host.includes(':') ? { kind: 'block', cidr: `${end.host}/128`, except: [] } : undefined
  }
  const id = `${end.namespace}/${end.workload}/${end.name}`
  return known.has(id) ? { kind: 'workload', id } : undefined
}
