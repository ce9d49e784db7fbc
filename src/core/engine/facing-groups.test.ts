import { describe, expect, it } from 'vitest'
import type { Direction } from '../model/policy.ts'
import { type ClusterNote, makeCluster, type PolicyNote, UPSTREAM } from './cluster.testing.ts'
import { prepare } from './prepare.ts'
import { shareObjects } from './random-edits.testing.ts'

const POLICY: PolicyNote = {
  name: 'api',
  namespace: 'shop',
  podSelector: { matchLabels: { app: 'api' } },
  policyTypes: ['Ingress', 'Egress'],
  ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] }],
  egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5432 }] }],
}

const OTHER: PolicyNote = { ...POLICY, name: 'web', podSelector: { matchLabels: { app: 'web' } } }

const clusterOf = (...policies: readonly PolicyNote[]): ClusterNote => ({
  namespaces: { shop: {} },
  workloads: ['web', 'api', 'db'].map((app) => ({ id: `shop/${app}`, pods: [{ labels: { app } }] })),
  policies,
})

describe('what ends say of their peers, when the policy api', () => {
  const before = prepare(makeCluster(clusterOf(POLICY, OTHER)), UPSTREAM)
  const isKept = (note: ClusterNote) => {
    const was = before.rows().workshop.benches
    const after = prepare(shareObjects(makeCluster(note), before.cluster), UPSTREAM, before)
    const is = after.rows().workshop.benches
    return (direction: Direction) => was.map(({ facing }, at) => facing[direction] === is[at]?.facing[direction])
  }
  const edits: readonly (readonly [string, PolicyNote, { readonly ingress: boolean; readonly egress: boolean }])[] = [
    ['says something else of who may come', { ...POLICY, ingress: [] }, { ingress: false, egress: true }],
    [
      'names another port that others may use',
      { ...POLICY, ingress: [{ ports: [{ port: 9999 }] }] },
      { ingress: false, egress: true },
    ],
    ['says something else of where to go', { ...POLICY, egress: [{}] }, { ingress: true, egress: false }],
    ['isolates in one direction only', { ...POLICY, policyTypes: ['Ingress'] }, { ingress: true, egress: false }],
    [
      'selects other pods',
      { ...POLICY, podSelector: { matchLabels: { app: 'db' } } },
      { ingress: false, egress: false },
    ],
    ['has another name', { ...POLICY, name: 'renamed' }, { ingress: true, egress: true }],
  ]

  it.each(edits)('%s, stays where that says the same', (_, policy, kept) => {
    const find = isKept(clusterOf(policy, OTHER))
    expect({ ingress: find('ingress'), egress: find('egress') }).toEqual({
      ingress: [kept.ingress],
      egress: [kept.egress],
    })
  })

  it('comes or goes, is found anew', () => {
    expect(isKept(clusterOf(OTHER))('ingress')).toEqual([false])
    expect(isKept(clusterOf(POLICY, OTHER, { ...OTHER, name: 'more' }))('egress')).toEqual([false])
  })
})
