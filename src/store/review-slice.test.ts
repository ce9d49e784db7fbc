import { describe, expect, it } from 'vitest'
import type { PageReview } from '../core/workspace/review-on-picture.ts'
import { setUp } from './store.testing.ts'

const none = { first: [], total: 0 }
const empty: PageReview = {
  opened: none,
  closed: none,
  changed: none,
  opens: false,
  isolated: [],
  freed: [],
  policies: [],
  appeared: [],
  gone: [],
  other: { resources: 1, errors: 0 },
  drawn: { edges: [], flowsNotDrawn: 0, isolated: new Map() },
}
const older = { title: 'as opened', files: [{ name: 'p.yaml', text: 'older' }] }

async function compare() {
  const given = setUp()
  await given.read()
  given.state().compareWith(older)
  return given
}

describe('comparing', () => {
  it('sends the texts of a set once, and compares again whenever a text was read', async () => {
    const { engine, state, apply, splice, read } = await compare()
    expect(engine.last('review')).toEqual({ key: 1, isReversed: false })
    await engine.answer('review', 'unknown')
    expect(engine.last('review')).toEqual({ key: 1, isReversed: false, files: older.files })
    await engine.answer('review', empty)
    expect(state().comparison).toMatchObject({ set: older, review: empty })
    apply([splice(0, 0, 'x')])
    await read()
    expect(engine.last('review')).toEqual({ key: 1, isReversed: false })
    const next = { ...empty, appeared: ['shop/pod/new'] }
    await engine.answer('review', next)
    expect(state().comparison?.review).toBe(next)
  })

  it('an answer for another set, or for the other direction, is left aside', async () => {
    const { engine, state } = await compare()
    state().reverseComparison()
    expect(engine.last('review')).toEqual({ key: 1, isReversed: true })
    await engine.answerOldest('review', empty)
    expect(state().comparison?.review).toBeNull()
    state().compareWith({ ...older, title: 'another' })
    await engine.answerOldest('review', empty)
    expect(state().comparison).toMatchObject({ set: { title: 'another' }, review: null })
  })

  it('is stopped by a person, says so, and is made when asked for again', async () => {
    const { engine, state } = await compare()
    await engine.answer('review', 'unknown')
    engine.tell('review', { doing: 'comparing flows', done: 0.4 })
    expect(state().comparison).toMatchObject({ progress: { done: 0.4 }, isStopped: false })
    state().stopReview()
    await engine.settled()
    expect(state().comparison).toMatchObject({ review: null, progress: null, isStopped: true })
    state().reviewAgain()
    expect(state().comparison?.isStopped).toBe(false)
    await engine.answer('review', empty)
    expect(state().comparison).toMatchObject({ review: empty, progress: null, isStopped: false })
  })

  it('what an older question tells is not taken for the newer one', async () => {
    const { engine, state } = await compare()
    state().reverseComparison()
    await engine.supersede('review')
    expect(state().comparison).toMatchObject({ progress: null, isStopped: false })
    await engine.answer('review', empty)
    expect(state().comparison?.review).toBe(empty)
  })

  it('leaves no work behind when it ends', async () => {
    const { engine, state } = await compare()
    state().endComparison()
    await engine.settled()
    expect(() => engine.last('review')).toThrow('waits')
  })

  it('ends when it is ended, and when another document is opened', async () => {
    const { state } = await compare()
    state().endComparison()
    expect(state().comparison).toBeNull()
    state().compareWith(older)
    state().openDocument({ id: 'e', title: 'e', files: [] })
    expect(state().comparison).toBeNull()
  })
})
