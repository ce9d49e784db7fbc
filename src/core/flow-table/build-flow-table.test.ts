import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusterNote, makeCluster, UPSTREAM } from '../engine/cluster.testing.ts'
import { evaluate } from '../engine/evaluate.ts'
import { memberAt } from '../engine/judge.ts'
import { isSinglePod } from '../engine/member.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import { randomCluster, randomSettings } from '../engine/random-cluster.testing.ts'
import { randomCrowd } from '../engine/random-crowd.testing.ts'
import type { Path } from '../model/path.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Question, Verdict } from '../model/verdict.ts'
import { toBits } from '../net/bit-set.ts'
import { PROTOCOLS } from '../net/ports.ts'
import { buildFlowTable } from './build-flow-table.ts'
import { createDescriber } from './describe-flow.ts'
import { type FlowRow, titleOf } from './flow-table.ts'

function rowsOf(prepared: Prepared, mostOpen?: number): readonly FlowRow[] {
  const table = buildFlowTable(prepared, mostOpen)
  const describeRow = createDescriber(table)
  return Array.from({ length: table.count }, (_, row) => describeRow(row))
}

function toWords({ from, to, label, answer, admitted }: FlowRow): string {
  const [egress, ingress] = (['egress', 'ingress'] as const).map((direction) => {
    const by = admitted[direction]
    return by.kind === 'rules' ? by.rules.map(({ name, number }) => `${name} ${number}`).join(', ') : by.kind
  })
  return `${titleOf(from)} → ${titleOf(to)} ${label} ${answer}: ${egress} | ${ingress}`
}

const list = (note: ClusterNote, settings = UPSTREAM) => rowsOf(prepare(makeCluster(note), settings)).map(toWords)

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })
const workloads = ['web', 'api', 'db'].map((name) => ({ id: `shop/Deployment/${name}`, labels: { app: name } }))
const closed = { name: 'closed', namespace: 'shop', policyTypes: ['Ingress', 'Egress'] as const }

describe('the table of flows', () => {
  it('[ISO-6] says which rules admit a flow at both ends, and leaves out what is denied', () => {
    const policies = [
      closed,
      { name: 'db', namespace: 'shop', ...app('db'), ingress: [{ from: [app('api')], ports: [{ port: 5432 }] }] },
      { name: 'api', namespace: 'shop', ...app('api'), egress: [{ to: [app('web')] }, { to: [app('db')] }] },
    ]
    expect(list({ workloads, policies })).toEqual(['shop/api → shop/db 5432 allowed: api 2 | db 1'])
  })

  it('[ISO-1] has flows that are open because nothing isolates either end, addresses outside last', () => {
    expect(list({ workloads: workloads.slice(0, 1) })).toEqual([
      'shop/web → shop/web every port allowed: not-isolated | not-isolated',
      'shop/web → internet every port allowed: not-isolated | outside',
      'internet → shop/web every port allowed: outside | not-isolated',
    ])
  })

  it('[VER-3] has a row of its own for what depends, with the question that settles it', () => {
    const block = { from: [{ ipBlock: { cidr: '10.0.0.0/9' } }], ports: [{ port: 80 }] }
    const policies = [
      closed,
      { name: 'open', namespace: 'shop', egress: [{}] },
      { name: 'db', namespace: 'shop', ...app('db'), ingress: [block, { from: [app('api')], ports: [{ port: 443 }] }] },
    ]
    const rows = rowsOf(prepare(makeCluster({ workloads, policies }), UPSTREAM)).filter(
      ({ from }) => from.name === 'api',
    )
    expect(rows.map(toWords).slice(0, 2)).toEqual([
      'shop/api → shop/db 443 allowed: open 1 | db 2',
      'shop/api → shop/db 80 depends: open 1 | db 1',
    ])
    expect(rows[1]?.question).toMatch(/address/)
  })

  it('[END-1] joins the pods of a workload where rules tell them apart and their flows are alike', () => {
    const pods = ['a', 'b', 'c'].map((part) => ({ labels: { app: 'db', part } }))
    const policies = [
      closed,
      { name: 'open', namespace: 'shop', egress: [{}] },
      { name: 'all', namespace: 'shop', ...app('db'), ingress: [{ from: [app('web')], ports: [{ port: 1 }] }] },
      {
        name: 'one',
        namespace: 'shop',
        podSelector: { matchLabels: { part: 'b' } },
        ingress: [{ from: [app('api')], ports: [{ port: 2 }] }],
      },
    ]
    const note = { workloads: [...workloads.slice(0, 2), { id: 'shop/StatefulSet/db', pods }], policies }
    expect(list(note).filter((words) => words.includes('→ shop/db'))).toEqual([
      'shop/api → shop/db (db-1) 2 allowed: open 1 | one 1',
      'shop/web → shop/db 1 allowed: open 1 | all 1',
    ])
  })

  it('gives a port that the destination declares as an example, and the rule that admits it', () => {
    const policies = [
      {
        name: 'db',
        namespace: 'shop',
        ...app('db'),
        ingress: [{ ports: [{ port: 53 }] }, { ports: [{ port: 5432 }] }],
      },
    ]
    const note = { workloads: workloads.map((one) => ({ ...one, ports: ['sql:5432'] })), policies }
    const row = rowsOf(prepare(makeCluster(note), UPSTREAM)).find(
      ({ from, to }) => `${from.name} ${to.name}` === 'api db',
    )
    expect(row).toMatchObject({ label: '53, 5432', example: { port: 5432 }, rule: 'policies.yaml#0/spec/ingress/1' })
  })

  it('leaves out what nothing isolates where that would be too much, and counts it', () => {
    const policies = [{ name: 'db', namespace: 'shop', ...app('db'), ingress: [{ from: [app('api')] }] }]
    const prepared = prepare(makeCluster({ workloads, policies }), UPSTREAM)
    const [whole, part] = [buildFlowTable(prepared), buildFlowTable(prepared, 3)]
    expect(rowsOf(prepared, 3).map(toWords)).toEqual(['shop/api → shop/db every port allowed: not-isolated | db 1'])
    expect(part.omitted).toBe(whole.count - part.count)
  })
})

/** Rows and verdicts say the same of every pair on every port. */
function expectRowsToBeVerdicts(note: ClusterNote, settings: EngineSettings) {
  const prepared = prepare(makeCluster(note), settings)
  const byPair = new Map<string, FlowRow[]>()
  for (const row of rowsOf(prepared)) {
    for (const from of row.from.endpoints)
      for (const to of row.to.endpoints) byPair.set(`${from} ${to}`, [...(byPair.get(`${from} ${to}`) ?? []), row])
  }
  const probes = listProbes(prepared)
  for (const [place, from] of prepared.endpoints.entries()) {
    for (const to of prepared.endpoints) {
      const rows = byPair.get(`${from.id} ${to.id}`) ?? []
      const isNoPair =
        (from.kind === 'outside' && to.kind === 'outside') || (from === to && isSinglePod(memberAt(prepared, place)))
      if (isNoPair) expect(rows).toEqual([])
      else
        expectPair(
          prepared,
          rows,
          probes.map((probe) => ({ from: from.id, to: to.id, ...probe })),
        )
    }
  }
}

/** The first port of every stretch that no rule divides. */
function listProbes(prepared: Prepared): readonly Pick<Question, 'protocol' | 'port'>[] {
  const { count, portsOf } = prepared.rows().atoms
  return Array.from({ length: count }, (_, atom) => portsOf(toBits([atom]))).flatMap((ports) =>
    PROTOCOLS.flatMap((protocol) => (ports[protocol] ?? []).map(({ first }) => ({ protocol, port: first }))),
  )
}

function expectPair(prepared: Prepared, rows: readonly FlowRow[], questions: readonly Question[]) {
  const found = new Map<FlowRow, Verdict[]>(rows.map((row) => [row, []]))
  for (const question of questions) {
    const holding = rows.filter(({ ports }) =>
      (ports[question.protocol] ?? []).some(({ first, last }) => first <= question.port && question.port <= last),
    )
    const verdict = evaluate(prepared, question)
    expect(holding.map(({ answer }) => answer)).toEqual(verdict.answer === 'denied' ? [] : [verdict.answer])
    for (const row of holding) found.get(row)?.push(verdict)
  }
  for (const [row, verdicts] of found) expectAdmitted(row, verdicts, evaluate(prepared, row.example))
}

function expectAdmitted({ admitted, answer, question, rule }: FlowRow, verdicts: readonly Verdict[], example: Verdict) {
  if (answer === 'depends') expect(question).toBeDefined()
  const sides = DIRECTIONS.map((direction) => listAdmitting([example], direction))
  const admitting = sides.find((side) => side.length > 0)
  if (admitting) expect(admitting).toContain(rule)
  else expect(rule).toBeUndefined()
  for (const direction of DIRECTIONS) {
    const by = admitted[direction]
    const found = new Set(listAdmitting(verdicts, direction))
    if (by.kind === 'rules') expect(by.rules.map(({ path }) => path).sort()).toEqual([...found].sort())
    else {
      // Of several ports the first stands for all: a plugin may be the cause for some of them only.
      const others = example[direction].causes.map(({ kind }) => kind).filter((kind) => kind !== 'policy')
      expect(others[0] ?? 'perhaps-not-isolated').toBe(by.kind)
      expect([...found]).toEqual([])
    }
  }
}

function listAdmitting(verdicts: readonly Verdict[], direction: Direction): readonly Path[] {
  return verdicts
    .flatMap((verdict) => verdict[direction].causes)
    .flatMap((cause) => (cause.kind === 'policy' ? cause.admissions.map(({ rule }) => rule) : []))
}

describe('[VER-1] rows of random clusters', () => {
  it.each([
    ['with every feature', randomCluster, 10],
    ['of few labels', randomCrowd, 6],
  ] as const)(
    'are what evaluate says of every pair and port: %s',
    (_, clusters, numRuns) => {
      fc.assert(fc.property(clusters, randomSettings, expectRowsToBeVerdicts), { numRuns })
    },
    120_000,
  )
})
