import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusterNote, makeCluster, UPSTREAM } from '../engine/cluster.testing.ts'
import { prepare } from '../engine/prepare.ts'
import { randomCluster, randomSettings } from '../engine/random-cluster.testing.ts'
import { finish } from '../model/work.ts'
import { type FlowFilter, NO_FILTER } from './filter-flows.ts'
import { createFlowDesk, type FlowView } from './flow-desk.ts'
import { titleOf } from './flow-table.ts'
import { BY_SOURCE, type FlowSort } from './sort-flows.ts'

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })
const policies = [
  {
    name: 'a|b',
    namespace: 'shop',
    ...app('db'),
    ingress: [{ from: [app('web')], ports: [{ port: 80 }, { port: 443 }] }],
  },
]
const NOTE: ClusterNote = {
  workloads: ['web', 'db'].map((name) => ({ id: `shop/Deployment/${name}`, labels: { app: name } })),
  policies,
}
const ALL: FlowView = { filter: NO_FILTER, sort: BY_SOURCE }
const deskOf = (note: ClusterNote) => createFlowDesk(prepare(makeCluster(note), UPSTREAM))

const filters = fc.record({
  text: fc.constantFrom('', 'w', 'from:a/', 'to:w1 a'),
  port: fc.constantFrom('', '80', 'udp', '1-100'),
  show: fc.constantFrom<FlowFilter['show']>('all', 'policed', 'open', 'depends'),
})
const sorts = fc.record({
  column: fc.constantFrom<FlowSort['column']>('from', 'to', 'ports', 'answer', 'egress', 'ingress'),
  descending: fc.boolean(),
})

describe('createFlowDesk', () => {
  it('gives windows that are together the whole', () => {
    fc.assert(
      fc.property(
        randomCluster,
        randomSettings,
        filters,
        sorts,
        fc.integer({ min: 1, max: 9 }),
        (note, settings, filter, sort, count) => {
          const desk = createFlowDesk(prepare(makeCluster(note), settings))
          const whole = finish(desk.window({ filter, sort, offset: 0, count: Number.MAX_SAFE_INTEGER }))
          const windows = Array.from({ length: Math.ceil(whole.shown / count) }, (_, index) =>
            finish(desk.window({ filter, sort, offset: index * count, count })),
          )
          expect(whole.rows).toHaveLength(whole.shown)
          expect(windows.flatMap(({ rows }) => rows)).toEqual(whole.rows)
          for (const window of windows) expect([window.shown, window.total]).toEqual([whole.shown, whole.total])
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  it('has an empty window past the end', () => {
    expect(finish(deskOf(NOTE).window({ ...ALL, offset: 1000, count: 10 }))).toMatchObject({
      rows: [],
      shown: 6,
      total: 6,
    })
  })

  it('goes on where a request that was stopped had come to', () => {
    const workloads = Array.from({ length: 40 }, (_, index) => ({ id: `shop/w${index}` }))
    const desk = deskOf({ workloads })
    const countSteps = (work: ReturnType<typeof desk.window>, most: number) => {
      for (let steps = 0; steps < most; steps += 1) if (work.next().done) return steps
      work.return(undefined as never)
      return most
    }
    const request = { ...ALL, offset: 0, count: 1 }
    const fresh = countSteps(deskOf({ workloads }).window(request), 1000)
    countSteps(desk.window(request), 8)
    expect(countSteps(desk.window(request), 1000)).toBe(fresh - 8)
    expect(countSteps(desk.window(request), 1000)).toBe(1)
  })
})

describe('the text of a view', () => {
  const web: FlowView = { ...ALL, filter: { ...NO_FILTER, text: 'from:web to:db' } }

  it('is a CSV file with a header', () => {
    expect(finish(deskOf(NOTE).text({ ...web, format: 'csv' }))).toBe(
      [
        'from namespace,from,to namespace,to,ports,answer,depends on,leaving admitted by,reaching admitted by',
        'shop,web,shop,db,"TCP 80,443",allowed,,not isolated,a|b rule 1',
        '',
      ].join('\r\n'),
    )
  })

  it('is a table in Markdown in which names cannot end a cell', () => {
    expect(finish(deskOf(NOTE).text({ ...web, format: 'markdown' }))).toBe(
      [
        '| From | To | Ports | Answer | Leaving, by | Reaching, by |',
        '| --- | --- | --- | --- | --- | --- |',
        '| shop/web | shop/db | 80, 443 | allowed | not isolated | a\\|b rule 1 |',
        '',
      ].join('\n'),
    )
  })

  it('has the rows of the window, in its order', () => {
    const view: FlowView = { ...ALL, sort: { column: 'to', descending: true } }
    const desk = deskOf(NOTE)
    const { rows } = finish(desk.window({ ...view, offset: 0, count: 100 }))
    const lines = finish(desk.text({ ...view, format: 'markdown' }))
      .trimEnd()
      .split('\n')
      .slice(2)
    expect(lines.map((line) => line.split(' | ').slice(0, 2).join(' | '))).toEqual(
      rows.map(({ from, to }) => `| ${titleOf(from)} | ${titleOf(to)}`),
    )
  })
})
