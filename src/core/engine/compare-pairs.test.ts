import { describe, expect, it } from 'vitest'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { makeCluster, type PolicyNote, UPSTREAM, type WorkloadNote } from './cluster.testing.ts'
import { comparePairs } from './compare-pairs.ts'
import { prepare } from './prepare.ts'

const web = (...names: readonly string[]): WorkloadNote => ({
  id: 'shop/Deployment/web',
  pods: names.map((name) => ({ name, labels: { app: 'web' } })),
})
const DB: WorkloadNote = { id: 'shop/db', labels: { app: 'db' } }
const admit = (app: string): PolicyNote => ({
  name: 'db',
  namespace: 'shop',
  podSelector: { matchLabels: { app: 'db' } },
  policyTypes: ['Ingress'],
  ingress: [{ from: [{ podSelector: { matchLabels: { app } } }], ports: [{ port: 5432 }] }],
})

function changes(before: readonly WorkloadNote[], after: readonly WorkloadNote[]): readonly string[] {
  const [then, now] = [
    prepare(makeCluster({ workloads: before, policies: [admit('nobody')] }), UPSTREAM),
    prepare(makeCluster({ workloads: after, policies: [admit('web')] }), UPSTREAM),
  ]
  return [...comparePairs(then, now)].flatMap((pair) =>
    typeof pair === 'number' ? [] : [`${pair.from.id} → ${pair.to.id}: ${formatTraffic(pair.gains?.allowed ?? {})}`],
  )
}

describe('comparePairs', () => {
  it('knows a workload whose pods all have other names, as after a rollout', () => {
    expect(changes([web('web-1a', 'web-1b'), DB], [web('web-2c', 'web-2d', 'web-2e'), DB])).toEqual([
      'shop/deployment/web → shop/pod/db: TCP 5432',
    ])
  })

  it('leaves out what only one side has', () => {
    expect(changes([DB], [web('web-1a'), DB])).toEqual([])
    expect(changes([web('web-1a')], [web('web-1a'), DB])).toEqual([])
  })

  it('tells pods apart as either side does', () => {
    const split: WorkloadNote = {
      id: 'shop/Deployment/web',
      pods: [
        { name: 'web-1', labels: { app: 'web' } },
        { name: 'web-2', labels: { app: 'nobody' } },
      ],
    }
    expect(changes([split, DB], [web('web-1', 'web-2'), DB])).toEqual([
      'shop/deployment/web#web-1 → shop/pod/db: TCP 5432',
    ])
  })
})
