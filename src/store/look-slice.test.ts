import { describe, expect, it } from 'vitest'
import { NO_FILTER } from '../core/picture/picture-filter.ts'
import type { SearchHit } from '../core/picture/search.ts'
import { edgeOf, pictureOf, workloadNode } from './fake-engine.testing.ts'
import { setUp } from './store.testing.ts'

const PICTURE = pictureOf([workloadNode('a'), workloadNode('b')], [])
const OVER_BUDGET = { ...PICTURE, edgesNotDrawn: 900 }

function hit(more: Partial<SearchHit> = {}): SearchHit {
  const places = { isFolded: false, isHidden: false, namespace: 'n' }
  return { kind: 'workloads', id: 'a', title: 'a', where: 'n', why: '', ...places, ...more }
}

describe('looking for something', () => {
  it('marks what is found, until the search ends', async () => {
    const { engine, state, read } = setUp()
    await read({ picture: PICTURE })
    const answer = state().search('a')
    await engine.answer('search', { groups: [], nodes: ['a'] })
    expect(await answer).toEqual({ groups: [], nodes: ['a'] })
    expect([...state().found]).toEqual(['a'])
    state().endSearch()
    expect(state().found.size).toBe(0)
    expect(engine.calls.some(({ name }) => name === 'edgesAt')).toBe(false)
  })

  it('draws the edges of what is found and pointed at past the budget', async () => {
    const { engine, state, read } = setUp()
    await read({ picture: OVER_BUDGET })
    state().search('a')
    await engine.answer('search', { groups: [], nodes: ['a'] })
    expect(engine.last('edgesAt')).toEqual({ nodes: ['a'] })
    await engine.answer('edgesAt', [edgeOf('a>b', 'a', 'b')])
    expect(state().lookedEdges.map(({ id }) => id)).toEqual(['a>b'])
    state().pointAtNode('b')
    expect(engine.last('edgesAt')).toEqual({ nodes: ['a', 'b'] })
    await engine.answer('edgesAt', [edgeOf('a>b', 'a', 'b'), edgeOf('b>a', 'b', 'a')])
    expect(state().lookedEdges).toHaveLength(2)
    state().endSearch()
    state().pointAtNode(null)
    await engine.settled()
    expect(state().lookedEdges).toEqual([])
  })

  it('forgets edges of what is no longer pointed at', async () => {
    const { engine, state, read } = setUp()
    await read({ picture: OVER_BUDGET })
    state().pointAtNode('a')
    state().pointAtNode(null)
    await engine.answer('edgesAt', [edgeOf('a>b', 'a', 'b')])
    expect(state().lookedEdges).toEqual([])
  })

  it('goes to what is drawn, and selects it there', async () => {
    const { state, read, engine } = setUp()
    await read({ picture: PICTURE })
    state().visit(hit())
    expect(state().goal).toEqual({ node: 'a' })
    expect(engine.calls.filter(({ name }) => name === 'update')).toHaveLength(1)
    state().arrive()
    expect([state().goal, state().selection]).toEqual([null, { kind: 'node', id: 'a' }])
  })

  it('opens the namespace of what is folded, and clears a filter that hides it', async () => {
    const { state, read, engine } = setUp()
    await read({ picture: PICTURE })
    state().visit(hit({ isFolded: true }))
    expect(engine.last('update')).toMatchObject({ folds: { n: false } })
    await read({ picture: PICTURE })
    state().setFilter({ ...NO_FILTER, port: '80' })
    expect(engine.last('update')).toMatchObject({ filter: { port: '80' } })
    await read({ picture: PICTURE })
    state().visit(hit({ isHidden: true }))
    expect(engine.last('update')).toMatchObject({ filter: NO_FILTER, folds: { n: false } })
  })

  it('selects a policy that was found', async () => {
    const { state, read } = setUp()
    await read({ picture: PICTURE })
    state().visit(hit({ kind: 'policies', id: 'p.yaml#0' }))
    expect(state().selection).toEqual({ kind: 'policy', id: 'p.yaml#0' })
  })

  it('asks for what is blocked while only one direction is looked at', async () => {
    const { engine, state, read } = setUp()
    await read({ picture: PICTURE })
    state().select({ kind: 'node', id: 'a' })
    expect(engine.last('select')).toEqual({ node: 'a', showDenied: false })
    state().focusOn('in')
    expect(engine.last('select')).toEqual({ node: 'a', showDenied: true })
    state().select({ kind: 'node', id: 'b' })
    expect(state().focus).toBe('in')
    state().select(null)
    expect(state().focus).toBeNull()
  })

  it('knows the ends of the policy that is pointed at, not of the one before', async () => {
    const { engine, state, read } = setUp()
    await read({ picture: PICTURE })
    state().pointAtPolicy('p.yaml#0')
    state().pointAtPolicy('p.yaml#1')
    await engine.answerOldest('policyEnds', { subjects: ['a'], peers: [] })
    expect(state().pointedPolicy).toEqual({ path: 'p.yaml#1', ends: null })
    await engine.answer('policyEnds', { subjects: ['b'], peers: ['a'] })
    expect(state().pointedPolicy?.ends).toEqual({ subjects: ['b'], peers: ['a'] })
    state().pointAtPolicy(null)
    expect(state().pointedPolicy).toBeNull()
  })
})

describe('tidying', () => {
  const LAYOUT = new Map([['a', { x: 1, y: 2, width: 10, height: 10 }]])

  it('is one step of the history', async () => {
    const { engine, state, read } = setUp()
    await read({ picture: PICTURE })
    state().tidy()
    expect(state().tidying).toBe(true)
    await engine.answer('tidy', LAYOUT)
    expect(state().tidying).toBe(false)
    expect(state().positions).toEqual({ a: { x: 1, y: 2, tidied: true } })
    expect(state().past.map(({ label }) => label)).toEqual(['tidy'])
    state().undo()
    expect(state().positions).toEqual({})
  })

  it('can be stopped', async () => {
    const { engine, state, read } = setUp()
    await read({ picture: PICTURE })
    state().tidy()
    state().tidy()
    await engine.settled()
    expect([state().tidying, state().positions, state().engineFailure]).toEqual([false, {}, null])
  })
})
