import { describe, expect, it } from 'vitest'
import type { CheckedExpectations } from '../core/workspace/check-expectations.ts'
import { setUp } from './store.testing.ts'

const checked = (revision: number): CheckedExpectations => ({ revision, rows: [] })

describe('expectations of the document', () => {
  it('are judged whenever a text was read; the results before stay until the new ones are there', async () => {
    const { engine, state, apply, splice, read } = setUp()
    expect(state().expectations).toBeNull()
    await read()
    const first = checked(0)
    await engine.answer('expectations', first)
    expect(state().expectations).toBe(first)
    apply([splice(0, 0, 'x')])
    expect(state().expectations).toBe(first)
    await read()
    expect(state().expectations).toBe(first)
    const second = checked(1)
    await engine.answer('expectations', second)
    expect(state().expectations).toBe(second)
  })

  it('an answer that a newer question superseded is no failure', async () => {
    const { engine, state, read } = setUp()
    await read()
    state().checkExpectations()
    await engine.supersede('expectations')
    expect(state().expectations).toBeNull()
    expect(state().engineFailure).toBeNull()
    const newest = checked(0)
    await engine.answer('expectations', newest)
    expect(state().expectations).toBe(newest)
  })

  it('an answer about another document is left aside', async () => {
    const { engine, state, read } = setUp()
    await read()
    state().openDocument({ id: 'other', title: 'other', files: [] })
    await engine.answerOldest('expectations', checked(0))
    expect(state().expectations).toBeNull()
  })

  it('those of the document before are gone with it', async () => {
    const { engine, state, read } = setUp()
    await read()
    await engine.answer('expectations', checked(0))
    state().openDocument({ id: 'other', title: 'other', files: [] })
    expect(state().expectations).toBeNull()
  })
})
