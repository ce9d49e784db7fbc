import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSinglePod } from '../../engine/member.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import { DIRECTIONS } from '../../model/policy.ts'
import { intersectAddresses, subtractAddresses, toAddressSet } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import { ALL_TRAFFIC, formatTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import { isIsolated } from '../connect/end-needs.ts'
import { contextOf, deployment, pod, policy, yamlFile } from '../plan.testing.ts'
import type { ConnectEnd } from '../plan.ts'
import { randomContexts, randomNamespace, randomWorkload } from '../random-plans.testing.ts'
import type { Ports } from '../wanted-ports.ts'
import { flowsOfDrawn } from './generate-drawn.ts'
import type { WantedFlow } from './generate-flows.ts'
import { openFlowsOf } from './generate-open.ts'

/** Declared pods that policies touch, and addresses outside. */
const writable = ({ endpoints }: Prepared) =>
  endpoints.filter((endpoint) => endpoint.kind === 'outside' || (!endpoint.hostNetwork && !endpoint.implied))

/** Whether an end stands for an endpoint. */
function holds(end: ConnectEnd, endpoint: Endpoint): boolean {
  if (end.kind === 'internet') return end.reach === 'anyone' || endpoint.kind === 'outside'
  if (end.kind === 'block')
    return endpoint.kind === 'outside' && intersectAddresses(endpoint.addresses, addressesOf(end)).length > 0
  if (endpoint.kind === 'outside') return false
  if (end.kind === 'workload') return endpoint.id === end.id || endpoint.workload?.id === end.id
  return end.kind === 'all-namespaces' || (end.kind === 'namespace' && end.namespace === endpoint.namespace)
}

function addressesOf({ cidr, except }: Extract<ConnectEnd, { kind: 'block' }>) {
  const range = (text: string) => {
    const reading = readCidr(text)
    return reading.kind === 'cidr' ? [reading.range] : []
  }
  return subtractAddresses(toAddressSet(range(cidr)), toAddressSet(except.flatMap(range)))
}

function trafficOf(ports: Ports): PortsByProtocol {
  if (ports === 'every') return ALL_TRAFFIC
  return ports
    .map((port): PortsByProtocol => (port.kind === 'range' ? { [port.protocol]: [port] } : {}))
    .reduce(unionTraffic, {})
}

const sum = (flows: readonly WantedFlow[], from: Endpoint, to: Endpoint) =>
  formatTraffic(
    flows
      .filter((flow) => holds(flow.from, from) && holds(flow.to, to))
      .map(({ ports }) => trafficOf(ports))
      .reduce(unionTraffic, {}),
  )

function* pairs(prepared: Prepared): Iterable<readonly [Endpoint, Endpoint]> {
  for (const from of writable(prepared)) {
    for (const to of writable(prepared)) {
      if (from.kind === 'outside' && to.kind === 'outside') continue
      const member = prepared.members[prepared.indexOf(from.id)]
      if (from === to && member && isSinglePod(member)) continue
      yield [from, to]
    }
  }
}

describe('flows that are drawn', () => {
  it('[ISO-4] law: what passes for certain at isolated pods, and nothing else', () => {
    fc.assert(
      fc.property(randomContexts, ({ prepared }) => {
        const flows = flowsOfDrawn(prepared)
        for (const [from, to] of pairs(prepared)) {
          const isDrawn = isIsolated(prepared, from, 'egress') || isIsolated(prepared, to, 'ingress')
          const expected = isDrawn ? formatTraffic(flowBetween(prepared, from.id, to.id).allowed) : ''
          expect(`${from.id} → ${to.id} ${sum(flows, from, to)}`).toBe(`${from.id} → ${to.id} ${expected}`)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('[PEE-2] names a namespace as a whole only where a rule does', () => {
    const objects = [deployment('shop', 'web'), deployment('data', 'db')]
    const from = (peer: object) => {
      const spec = { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [peer] }] }
      return flowsOfDrawn(contextOf([yamlFile('all.yaml', ...objects, policy('data', 'p', spec))]).prepared)
    }
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }
    const podSelector = { matchLabels: { app: 'web' } }
    const to: ConnectEnd = { kind: 'workload', id: 'data/deployment/db' }
    expect(from({ namespaceSelector })).toEqual([
      { from: { kind: 'namespace', namespace: 'shop' }, to, ports: 'every' },
    ])
    expect(from({ namespaceSelector, podSelector })).toEqual([
      { from: { kind: 'workload', id: 'shop/deployment/web' }, to, ports: 'every' },
    ])
    const except = ['10.1.0.0/16']
    expect(from({ ipBlock: { cidr: '198.51.100.0/24' } })).toEqual([
      { from: { kind: 'block', cidr: '198.51.100.0/24', except: [] }, to, ports: 'every' },
    ])
    expect(from({ ipBlock: { cidr: '10.0.0.0/8', except } })).toEqual([
      { from: { kind: 'block', cidr: '10.0.0.0/8', except }, to, ports: 'every' },
    ])
  })
})

describe('flows that are open', () => {
  it('[ISO-1] law: what passes for certain at the pods of a scope, without those taken out', () => {
    const scopes = fc.oneof(
      randomWorkload.map((id) => ({ kind: 'workload' as const, id })),
      randomNamespace.map((namespace) => ({ kind: 'namespace' as const, namespace })),
    )
    fc.assert(
      fc.property(randomContexts, scopes, fc.constantFrom(...DIRECTIONS), fc.nat(), (context, scope, way, pick) => {
        const { prepared } = context
        const all = writable(prepared)
        const gone = pick % 3 === 0 ? [] : all.filter((_, index) => index % (pick % 5 || 1) === 1)
        const { flows } = openFlowsOf(prepared, scope, way, new Set(gone.map(({ id }) => id)))
        for (const [from, to] of pairs(prepared)) {
          const [self, other] = way === 'ingress' ? [to, from] : [from, to]
          if (self.kind === 'outside' || !holds(scope, self)) continue
          const isGone = gone.includes(other)
          const expected = isGone ? '' : formatTraffic(flowBetween(prepared, from.id, to.id).allowed)
          expect(`${from.id} → ${to.id} ${sum(flows, from, to)}`).toBe(`${from.id} → ${to.id} ${expected}`)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('[END-5] says whose flows cannot be written down', () => {
    const objects = [deployment('shop', 'web'), pod('shop', 'agent', { app: 'agent' }, { hostNetwork: true })]
    const { prepared } = contextOf([yamlFile('all.yaml', ...objects)])
    const scope = { kind: 'workload' as const, id: 'shop/deployment/web' }
    expect(openFlowsOf(prepared, scope, 'ingress')).toEqual({
      flows: [{ from: { kind: 'internet', reach: 'anyone' }, to: scope, ports: 'every' }],
      unwritable: ['agent'],
    })
    expect(openFlowsOf(prepared, scope, 'ingress', new Set([scope.id])).flows).toEqual([
      { from: { kind: 'internet', reach: 'outside' }, to: scope, ports: 'every' },
    ])
  })
})
