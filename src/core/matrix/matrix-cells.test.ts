import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCluster } from '../engine/cluster.testing.ts'
import { evaluate } from '../engine/evaluate.ts'
import { isSinglePod } from '../engine/member.ts'
import { tellingPorts } from '../engine/naive/ports.testing.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import { randomCluster, randomSettings } from '../engine/random-cluster.testing.ts'
import { flowBetween } from '../engine/reachability.ts'
import { finish } from '../model/work.ts'
import { listBits } from '../net/bit-set.ts'
import { formatTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { createPortSets } from '../picture/port-sets.ts'
import { cellBetween, everyCell, groundOf, openAll, SHOP } from './matrix.testing.ts'
import type { MatrixCell } from './matrix.ts'
import { matrixAxes, matrixCells } from './matrix-cells.ts'
import { layMatrix, type MatrixGround } from './matrix-ground.ts'

describe('the axes of a matrix', () => {
  it('[END-3] have every namespace in the order of the picture, and what is outside', () => {
    const { rows, columns } = matrixAxes(groundOf(SHOP), { rows: [], columns: ['shop'] })
    expect(rows.map(({ id }) => id)).toEqual(['namespace:shop', 'namespace:ops', 'namespace:empty', 'outside:internet'])
    expect(columns.map(({ title }) => title)).toEqual(['shop', 'web', 'db', 'ops', 'empty', 'internet'])
    expect(rows[2]).toMatchObject({ detail: 'no pods', workloads: 0 })
  })

  it('[END-8] have implied endpoints among the workloads', () => {
    const ground = groundOf(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: only, namespace: app }
spec: { podSelector: { matchLabels: { role: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { role: web } } }] }] }
`)
    const { rows } = matrixAxes(ground, openAll(ground))
    expect(rows.filter((end) => end.kind === 'workload').every(({ implied }) => implied)).toBe(true)
    expect(rows.filter(({ kind }) => kind === 'workload').length).toBeGreaterThan(1)
  })
})

describe('the cells of a matrix', () => {
  it('[ISO-1] say any where every pair may on every port', () => {
    expect(cellBetween(SHOP, 'namespace:ops', 'namespace:ops')).toMatchObject({
      answer: 'any',
      ports: 'every port',
      pairs: 1,
      open: 1,
    })
  })

  it('[ISO-5] say none where nothing may', () => {
    expect(cellBetween(SHOP, 'namespace:ops', 'shop/deployment/db')).toMatchObject({
      answer: 'none',
      ports: '',
      pairs: 1,
    })
  })

  it('[VER-4] say some, on which ports, and in how many pairs', () => {
    expect(cellBetween(SHOP, 'shop/deployment/web', 'shop/deployment/db')).toMatchObject({
      answer: 'some',
      ports: '5432',
      open: 1,
      pairs: 1,
    })
    expect(cellBetween(SHOP, 'namespace:shop', 'namespace:shop')).toMatchObject({
      answer: 'some',
      open: 3,
      pairs: 4,
      agree: false,
      ports: 'every port',
    })
  })

  it('[IPB-4] say depends where nothing is certain', () => {
    const cell = cellBetween(
      `
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: a }
---
apiVersion: v1
kind: Pod
metadata: { name: server, namespace: b }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: block, namespace: b }
spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 443 }] }] }
`,
      'namespace:a',
      'namespace:b',
    )
    expect(cell).toMatchObject({ answer: 'depends', ports: '443', open: 0, maybe: 1, doubtful: 1 })
  })

  it('[END-6] have no pairs of a bare pod with itself, of nobody, or of addresses with each other', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: one, namespace: a }\n'
    expect(cellBetween(pod, 'namespace:a', 'namespace:a').answer).toBe('no-pairs')
    expect(cellBetween(SHOP, 'namespace:shop', 'namespace:empty').answer).toBe('no-pairs')
    expect(cellBetween(SHOP, 'outside:internet', 'outside:internet').answer).toBe('no-pairs')
    expect(cellBetween(SHOP, 'namespace:gone', 'namespace:shop').answer).toBe('no-pairs')
  })

  it('[VER-4] are what the engine says of each of their pairs at each port', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, (note, settings) => {
        const prepared = prepare(makeCluster(note), settings)
        const ground = layMatrix(prepared)
        const count = createCounter(prepared)
        const axes = matrixAxes(ground, openAll(ground))
        const cells = everyCell(ground)
        for (const [at, row] of axes.rows.entries())
          for (const [index, column] of axes.columns.entries()) {
            expect({ row, column, ...cells[at]?.[index] }).toEqual({ row, column, ...count(ground, row.id, column.id) })
          }
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('[VER-4] are the same in any window', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, fc.nat(5), fc.nat(5), (note, settings, first, start) => {
        const prepared = prepare(makeCluster(note), settings)
        const ground = layMatrix(prepared)
        const axes = matrixAxes(ground, openAll(ground))
        const rows = axes.rows.slice(first).map(({ id }) => id)
        const columns = axes.columns.slice(start).map(({ id }) => id)
        const window = finish(matrixCells(ground, { rows, columns }))
        expect(window).toEqual(
          everyCell(ground)
            .slice(first)
            .map((row) => row.slice(start)),
        )
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})

/** Counts the pairs of two ends by asking the evaluator about each of them at each telling port. */
function createCounter(prepared: Prepared) {
  const ports = tellingPorts(prepared.cluster)
  const judged = new Map<string, readonly string[]>()
  const answersOf = (from: string, to: string) => {
    const key = `${from} ${to}`
    const answers =
      judged.get(key) ?? ports.map(([protocol, port]) => evaluate(prepared, { from, to, protocol, port }).answer)
    judged.set(key, answers)
    return answers
  }
  const sets = createPortSets()
  return ({ placesOf }: MatrixGround, row: string, column: string): MatrixCell => {
    const all = listBits(placesOf(row)).flatMap((from) =>
      listBits(placesOf(column)).flatMap((to) => {
        const [source, target] = [prepared.members[from], prepared.members[to]]
        if (!source || !target || (from === to && isSinglePod(source))) return []
        if (source.endpoint.kind === 'outside' && target.endpoint.kind === 'outside') return []
        const [one, other] = [source.endpoint.id, target.endpoint.id]
        return [{ answers: answersOf(one, other), flow: flowBetween(prepared, one, other) }]
      }),
    )
    const open = all.filter(({ answers }) => answers.includes('allowed'))
    const doubtful = all.filter(({ answers }) => answers.includes('depends'))
    const maybe = doubtful.filter(({ answers }) => !answers.includes('allowed'))
    const isWhole = all.every(({ answers }) => answers.every((answer) => answer === 'allowed'))
    const shown = open.length > 0 ? open.map(({ flow }) => flow.allowed) : maybe.map(({ flow }) => flow.depends)
    return {
      answer:
        all.length === 0
          ? 'no-pairs'
          : open.length > 0
            ? isWhole
              ? 'any'
              : 'some'
            : maybe.length > 0
              ? 'depends'
              : 'none',
      pairs: all.length,
      open: open.length,
      maybe: maybe.length,
      doubtful: doubtful.length,
      ports: shown.length === 0 ? '' : sets.label(sets.of(shown.reduce(unionTraffic))),
      agree: new Set(open.map(({ flow }) => formatTraffic(flow.allowed))).size <= 1,
    }
  }
}
