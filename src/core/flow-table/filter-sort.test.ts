import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusterNote, makeCluster, UPSTREAM } from '../engine/cluster.testing.ts'
import { prepare } from '../engine/prepare.ts'
import { randomCluster, randomSettings } from '../engine/random-cluster.testing.ts'
import { finish } from '../model/work.ts'
import { buildFlowTable } from './build-flow-table.ts'
import { createDescriber } from './describe-flow.ts'
import { type FlowFilter, filteringFlows, NO_FILTER } from './filter-flows.ts'
import { type FlowRow, type FlowTable, titleOf } from './flow-table.ts'
import { type FlowColumn, sortFlows } from './sort-flows.ts'

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })
const policies = [
  { name: 'closed', namespace: 'shop', policyTypes: ['Ingress', 'Egress'] as const },
  {
    name: 'db',
    namespace: 'shop',
    ...app('db'),
    ingress: [
      { from: [{ ...app('api'), namespaceSelector: {} }], ports: [{ port: 5432 }] },
      { from: [{ ipBlock: { cidr: '10.0.0.0/9' } }], ports: [{ protocol: 'UDP' as const, port: 53 }] },
    ],
  },
  { name: 'leave', namespace: 'shop', ...app('api'), egress: [{}] },
]
const NOTE: ClusterNote = {
  workloads: ['shop/Deployment/web', 'shop/Deployment/api', 'shop/StatefulSet/db', 'ops/Deployment/api'].map((id) => ({
    id,
    labels: { app: id.split('/')[2] ?? '' },
  })),
  policies,
}

function tableOf(note: ClusterNote): FlowTable {
  return buildFlowTable(prepare(makeCluster(note), UPSTREAM))
}

function shown(filter: Partial<FlowFilter>): readonly string[] {
  const table = tableOf(NOTE)
  const describeRow = createDescriber(table)
  return [...finish(filteringFlows(table, { ...NO_FILTER, ...filter }))].map((row) => toWords(describeRow(row)))
}

function toWords({ from, to, label, answer }: FlowRow): string {
  return `${titleOf(from)} → ${titleOf(to)} ${label}${answer === 'depends' ? '?' : ''}`
}

describe('filteringFlows', () => {
  it('finds words in the names of both ends together, in any case', () => {
    expect(shown({ text: 'OPS db' })).toEqual(['ops/api → shop/db 5432', 'ops/api → shop/db 53 UDP?'])
    expect(shown({ text: 'statefulset api' })).toEqual([
      'ops/api → shop/db 5432',
      'ops/api → shop/db 53 UDP?',
      'shop/api → shop/db 5432',
      'shop/api → shop/db 53 UDP?',
    ])
    expect(shown({ text: 'nobody' })).toEqual([])
  })

  it('finds words in the name of one end', () => {
    expect(shown({ text: 'from:api to:ops' })).toEqual([
      'ops/api → ops/api every port',
      'shop/api → ops/api every port',
    ])
    expect(shown({ text: 'to:' })).toEqual(shown({}))
  })

  it('finds namespaces of either end', () => {
    expect(shown({ fromNamespace: 'ops', toNamespace: 'ops' })).toEqual(['ops/api → ops/api every port'])
    expect(shown({ fromNamespace: 'shop' })).toEqual([
      'shop/api → ops/api every port',
      'shop/api → shop/db 5432',
      'shop/api → shop/db 53 UDP?',
      ...['10.0.0.0/9', 'internet'].map((name) => `shop/api → ${name} every port`),
    ])
  })

  it('finds ports, and nothing by what is no port', () => {
    expect(shown({ port: '5432', toNamespace: 'shop' })).toEqual(['ops/api → shop/db 5432', 'shop/api → shop/db 5432'])
    expect(shown({ port: '53/udp', toNamespace: 'shop', text: 'from:shop' })).toEqual(['shop/api → shop/db 53 UDP?'])
    expect(shown({ port: 'http' })).toEqual([])
  })

  it('finds what depends, what nothing isolates, and the rest', () => {
    expect(shown({ show: 'depends' })).toEqual(['ops/api → shop/db 53 UDP?', 'shop/api → shop/db 53 UDP?'])
    expect(shown({ show: 'open' })).toEqual([
      'ops/api → ops/api every port',
      ...['10.0.0.0/9', 'internet'].map((name) => `ops/api → ${name} every port`),
      ...['10.0.0.0/9', 'internet'].map((name) => `${name} → ops/api every port`),
    ])
    expect([...shown({ show: 'open' }), ...shown({ show: 'policed' })].sort()).toEqual([...shown({})].sort())
  })

  it('finds what a policy admits at either end', () => {
    expect(shown({ policy: 'policies.yaml#2' })).toEqual(shown({ fromNamespace: 'shop' }))
    expect(shown({ policy: 'policies.yaml#1', text: 'from:api' })).toEqual(shown({ text: 'from:api to:db' }))
    expect(shown({ policy: 'policies.yaml#0' })).toEqual([])
  })
})

describe('the filter of a policy', () => {
  it('finds of every random cluster what its rows name', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, (note, settings) => {
        const table = buildFlowTable(prepare(makeCluster(note), settings))
        const describeRow = createDescriber(table)
        const rows = Array.from({ length: table.count }, (_, row) => row)
        for (const policy of pathsOfPolicies(note)) {
          const naming = rows.filter((row) =>
            Object.values(describeRow(row).admitted).some(
              (by) => by.kind === 'rules' && by.rules.some((rule) => rule.policy === policy),
            ),
          )
          expect([...finish(filteringFlows(table, { ...NO_FILTER, policy }))]).toEqual(naming)
        }
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})

function pathsOfPolicies({ policies: some = [] }: ClusterNote): readonly string[] {
  return some.map((_, index) => `policies.yaml#${index}`)
}

const COLUMNS: readonly FlowColumn[] = ['from', 'to', 'ports', 'answer', 'ingress', 'egress']

describe('sortFlows', () => {
  it('sorts ports by number, names with their numbers, and addresses last', () => {
    const workloads = ['b/web-10', 'b/web-2', 'a/web-2'].map((id) => ({ id }))
    const isolated = { name: 'p', namespace: 'b', ingress: [{ ports: [{ port: 9 }] }, { ports: [{ port: 10 }] }] }
    const table = tableOf({ workloads, policies: [isolated] })
    const rows = sortFlows(table, finish(filteringFlows(table, { ...NO_FILTER, text: 'from:a/' })), {
      column: 'to',
      descending: false,
    })
    const describeRow = createDescriber(table)
    expect([...rows].map((row) => toWords(describeRow(row)))).toEqual([
      'a/web-2 → b/web-2 9-10',
      'a/web-2 → b/web-10 9-10',
      'a/web-2 → internet every port',
    ])
  })

  it('keeps every row once; alike ones stay in their order, ascending and descending', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, fc.constantFrom(...COLUMNS), (note, settings, column) => {
        const table = buildFlowTable(prepare(makeCluster(note), settings))
        const all = finish(filteringFlows(table, NO_FILTER))
        const [up, down] = [false, true].map((descending) => [...sortFlows(table, all, { column, descending })])
        const groups = groupAlike(table, column, up ?? [])
        expect([...(up ?? [])].sort((a, b) => a - b)).toEqual([...all])
        for (const group of groups) expect(group).toEqual([...group].sort((a, b) => a - b))
        expect(down).toEqual(groups.reverse().flat())
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})

/** Neighbours that say the same in a column. */
function groupAlike(table: FlowTable, column: FlowColumn, rows: readonly number[]): number[][] {
  const describeRow = createDescriber(table)
  const groups: { key: string; rows: number[] }[] = []
  for (const row of rows) {
    const key = keyOf(describeRow(row), column)
    const last = groups.at(-1)
    if (last?.key === key) last.rows.push(row)
    else groups.push({ key, rows: [row] })
  }
  expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
  return groups.map((group) => group.rows)
}

function keyOf({ from, to, label, answer, admitted }: FlowRow, column: FlowColumn): string {
  if (column === 'from') return titleOf(from) + from.endpoints
  if (column === 'to') return titleOf(to) + to.endpoints
  if (column === 'ports') return label
  if (column === 'answer') return answer
  const by = admitted[column]
  return by.kind === 'rules' ? by.rules.map(({ path }) => path).join() : ''
}
