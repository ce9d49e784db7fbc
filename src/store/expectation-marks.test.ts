import { describe, expect, it } from 'vitest'
import type { Expectation } from '../core/model/expectation.ts'
import type { NamespaceNode, PictureEdge, PictureNode } from '../core/picture/picture.ts'
import type { CheckedExpectation } from '../core/workspace/check-expectations.ts'
import { selectExpectationMarks } from './expectation-marks.ts'
import { edgeOf, emptySnapshot, pictureOf, workloadNode } from './fake-engine.testing.ts'

const [WEB, DB, JOB] = ['shop/deployment/web', 'shop/statefulset/db', 'shop/deployment/job'] as const

function expected(part: Partial<CheckedExpectation>, wanted: Expectation['expected'] = 'allowed'): CheckedExpectation {
  const end = { kind: 'host', host: '192.0.2.1' } as const
  const name = 'x'
  const expectation: Expectation = {
    ...{ path: 'e.yaml#0/0', name, expected: wanted, protocol: 'TCP', ports: [{ kind: 'range', first: 80, last: 80 }] },
    ...{ from: end, to: end, timeoutSeconds: 15, attempts: 3, isProbed: true },
  }
  return {
    ...{ path: 'e.yaml#0/0', name, location: null, state: 'fail', words: '', flow: '', reasons: [], fixes: [] },
    ...{ expectation, pairs: [{ from: WEB, to: DB }] },
    ...part,
  }
}

function frame(folded: boolean): NamespaceNode {
  return {
    ...{ kind: 'namespace', id: 'ns:shop', title: 'shop', accessibleName: 'shop', stale: false, namespace: 'shop' },
    ...{ declared: true, implied: false, subtitle: '', policies: [], workloads: 3, folded },
  }
}

const CARDS = [WEB, DB, JOB].map((id) => workloadNode(id))
const EDGE = edgeOf('e', WEB, DB)

function mark(
  rows: readonly CheckedExpectation[],
  edges: readonly PictureEdge[] = [EDGE],
  nodes: readonly PictureNode[] = [frame(false), ...CARDS],
) {
  const snapshot = emptySnapshot(1, { picture: pictureOf(nodes, edges) })
  const marks = selectExpectationMarks({ expectations: { revision: 1, rows }, snapshot })
  return { nodes: Object.fromEntries(marks.nodes), edges: Object.fromEntries(marks.edges) }
}

describe('marks of expectations', () => {
  it('both cards count what fails between them', () => {
    const { nodes } = mark([expected({}), expected({ pairs: [{ from: WEB, to: JOB }] })])
    expect(nodes).toEqual({
      [WEB]: { broken: 2, depends: 0 },
      [DB]: { broken: 1, depends: 0 },
      [JOB]: { broken: 1, depends: 0 },
    })
  })

  it('an expectation counts once at a card, however many pairs of it fail there', () => {
    const pairs = [WEB, JOB].map((from) => ({ from, to: DB }))
    expect(mark([expected({ pairs })]).nodes[DB]).toEqual({ broken: 1, depends: 0 })
  })

  it('what holds, and what is about nothing, marks nothing', () => {
    const rows = [expected({ state: 'pass', pairs: [] }), expected({ state: 'error', pairs: [] })]
    expect(mark(rows)).toEqual({ nodes: {}, edges: {} })
  })

  it('what nobody can tell is counted apart', () => {
    expect(mark([expected({ state: 'depends' })]).nodes[WEB]).toEqual({ broken: 0, depends: 1 })
    expect(mark([expected({ state: 'mixed' })]).nodes[WEB]).toEqual({ broken: 1, depends: 0 })
  })

  it.each([
    ['allowed, where it must not be', 'denied', EDGE, { e: 'broken' }],
    ['allowed, where something of it must be', 'allowed', EDGE, {}],
    ['denied, where it must be allowed', 'allowed', edgeOf('e', WEB, DB, { answer: 'denied' }), { e: 'broken' }],
    ['denied, as it must be', 'denied', edgeOf('e', WEB, DB, { answer: 'denied' }), {}],
    ['undecided', 'denied', edgeOf('e', WEB, DB, { answer: 'depends' }), { e: 'broken' }],
    ['the other way round', 'denied', edgeOf('e', DB, WEB), {}],
  ] as const)('an edge that is %s', (_, wanted, edge, marks) => {
    expect(mark([expected({}, wanted)], [edge]).edges).toEqual(marks)
  })

  it('an edge that one breaks and another leaves open is broken, in either order', () => {
    const rows = [expected({}, 'denied'), expected({ state: 'depends' }, 'denied')]
    expect(mark(rows).edges).toEqual({ e: 'broken' })
    expect(mark(rows.toReversed()).edges).toEqual({ e: 'broken' })
  })

  it('a folded namespace stands for its workloads; an open one has no badge of its own', () => {
    expect(Object.keys(mark([expected({})], [], [frame(true)]).nodes)).toEqual(['ns:shop'])
    expect(Object.keys(mark([expected({})], []).nodes)).toEqual([WEB, DB])
  })

  it('an edge of a whole namespace is marked as well', () => {
    expect(mark([expected({}, 'denied')], [edgeOf('e', 'ns:shop', DB)]).edges).toEqual({ e: 'broken' })
  })

  it('are the same object until the results or the picture change', () => {
    const snapshot = emptySnapshot(1, { picture: pictureOf(CARDS, [EDGE]) })
    const state = { expectations: { revision: 1, rows: [expected({})] }, snapshot }
    const before = selectExpectationMarks(state)
    expect(selectExpectationMarks({ ...state })).toBe(before)
    const picture = pictureOf(CARDS, [])
    expect(selectExpectationMarks({ ...state, snapshot: { ...snapshot, picture } })).not.toBe(before)
  })

  it('there are none before anything was read', () => {
    expect(selectExpectationMarks({ expectations: null, snapshot: null }).nodes.size).toBe(0)
  })
})
