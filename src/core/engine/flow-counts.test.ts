import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../model/verdict.ts'
import { PROTOCOLS } from '../net/ports.ts'
import { type ClusterNote, makeCluster, type PolicyNote, UPSTREAM } from './cluster.testing.ts'
import { countFlows, recountFlows } from './flow-counts.ts'
import { type Prepared, prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'
import { applyEdit, randomEdit, shareObjects } from './random-edits.testing.ts'
import { eachFlow } from './reachability.ts'

function countPorts({ allowed }: Flow): number {
  return PROTOCOLS.flatMap((protocol) => allowed[protocol] ?? []).reduce(
    (sum, { first, last }) => sum + last - first + 1,
    0,
  )
}

/** The same counts from all pairs, one by one. */
function sumFlows(prepared: Prepared): readonly number[] {
  const sums = new Map(prepared.endpoints.map(({ id }) => [id, 0]))
  for (const flow of eachFlow(prepared)) sums.set(flow.from, (sums.get(flow.from) ?? 0) + countPorts(flow))
  return [...sums.values()]
}

describe('countFlows', () => {
  it('counts the triples of all pairs, anew and after each of several changes', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, fc.array(randomEdit, { maxLength: 6 }), (note, settings, edits) => {
        let situation = { note, settings }
        let prepared = prepare(makeCluster(note), settings)
        let counts = countFlows(prepared)
        expect([...counts.allowed]).toEqual(sumFlows(prepared))
        for (const edit of edits) {
          situation = applyEdit(situation, edit)
          const cluster = shareObjects(makeCluster(situation.note), prepared.cluster)
          const next = prepare(cluster, situation.settings, prepared)
          counts = recountFlows(counts, prepared, next)
          prepared = next
          expect([...counts.allowed], edit.kind).toEqual(sumFlows(prepared))
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

const NAMESPACES = Array.from({ length: 30 }, (_, index) => `team-${index}`)
const APPS = ['web', 'api', 'db', 'job']

function policiesOf(namespace: string, index: number): readonly PolicyNote[] {
  const name = (app: string) => `${app}-${namespace}`
  return [
    { name: 'default-deny', namespace, podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    ...APPS.map((app) => ({
      name: name(app),
      namespace,
      podSelector: { matchLabels: { app } },
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { env: 'prod' } } }], ports: [{ port: 8080 + index }] },
        { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'http' }] },
      ],
      egress: [
        { to: [{ namespaceSelector: {} }] },
        { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] },
      ],
    })),
  ]
}

/** 120 workloads in 30 namespaces, each with a policy of its own and a default deny. */
const LARGE: ClusterNote = {
  namespaces: Object.fromEntries(NAMESPACES.map((name, index) => [name, { env: index % 3 === 0 ? 'prod' : 'stage' }])),
  workloads: NAMESPACES.flatMap((namespace) =>
    APPS.map((app) => ({ id: `${namespace}/Deployment/${app}`, pods: [{ labels: { app }, ports: ['http:8080'] }] })),
  ),
  policies: NAMESPACES.flatMap(policiesOf),
}

describe('recountFlows', () => {
  const before = prepare(makeCluster(LARGE), UPSTREAM)
  const counts = countFlows(before)
  const change = (note: ClusterNote) => {
    const cluster = shareObjects(makeCluster(note), before.cluster)
    const after = prepare(cluster, UPSTREAM, before)
    const again = recountFlows(counts, before, after)
    expect([...again.allowed]).toEqual([...countFlows(after).allowed])
    expect([...again.allowed]).not.toEqual([...counts.allowed])
    return again.evaluated
  }
  const policies = LARGE.policies ?? []

  it('evaluates a row for each pair of an endpoint when all is new', () => {
    expect(counts.evaluated).toBe(before.endpoints.length)
    expect(before.endpoints.length).toBeGreaterThan(120)
  })

  it('evaluates one column, as it was and as it is, when the ingress rules of a policy of one workload are edited', () => {
    const edited = policies.map((policy) =>
      policy.name === 'web-team-3' ? { ...policy, ingress: [{ ports: [{ port: 9999 }] }] } : policy,
    )
    expect(change({ ...LARGE, policies: edited })).toBe(2)
  })

  it('evaluates one row when its egress rules are edited', () => {
    const edited = policies.map((policy) =>
      policy.name === 'web-team-3' ? { ...policy, egress: [{ ports: [{ port: 9999 }] }] } : policy,
    )
    expect(change({ ...LARGE, policies: edited })).toBe(1)
  })

  it('evaluates those of one namespace when it loses its default deny', () => {
    const without = policies.filter(({ name, namespace }) => name !== 'default-deny' || namespace !== 'team-3')
    const open = without.map((policy) =>
      policy.namespace === 'team-3' ? { ...policy, policyTypes: ['Ingress' as const] } : policy,
    )
    expect(change({ ...LARGE, policies: open })).toBeLessThanOrEqual(before.endpoints.length / 10)
  })

  it('evaluates those of one namespace when a default deny comes', () => {
    const denied: PolicyNote = { name: 'deny', namespace: 'open', podSelector: {}, policyTypes: ['Ingress', 'Egress'] }
    const note = { ...LARGE, workloads: [...(LARGE.workloads ?? []), { id: 'open/a' }, { id: 'open/b' }] }
    const opened = prepare(makeCluster(note), UPSTREAM)
    const closed = prepare(
      shareObjects(makeCluster({ ...note, policies: [...policies, denied] }), opened.cluster),
      UPSTREAM,
      opened,
    )
    const again = recountFlows(countFlows(opened), opened, closed)
    expect([...again.allowed]).toEqual([...countFlows(closed).allowed])
    expect(again.evaluated).toBe(6)
  })

  it('evaluates those of one namespace when the labels of the Namespace change', () => {
    const namespaces = { ...LARGE.namespaces, 'team-4': { env: 'prod' } }
    expect(change({ ...LARGE, namespaces })).toBeLessThanOrEqual(before.endpoints.length / 10)
  })

  it('evaluates those of one workload when the labels of its pods change', () => {
    const workloads = (LARGE.workloads ?? []).map((workload) =>
      workload.id === 'team-4/Deployment/api'
        ? { ...workload, pods: [{ labels: { app: 'web' }, ports: ['http:8080'] }] }
        : workload,
    )
    expect(change({ ...LARGE, workloads })).toBe(3)
  })

  it('evaluates the addresses outside that a new block tells apart', () => {
    const edited = policies.map((policy) =>
      policy.name === 'web-team-3'
        ? { ...policy, egress: [{ to: [{ ipBlock: { cidr: '198.51.100.0/24' } }] }] }
        : policy,
    )
    expect(change({ ...LARGE, policies: edited })).toBeLessThanOrEqual(before.endpoints.length / 10)
  })
})
