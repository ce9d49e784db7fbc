import { describe, expect, it, vi } from 'vitest'
import { setUp } from '../../store/store.testing.ts'
import { applyFix } from './apply-fix.ts'
import { askCompletions } from './ask-completions.ts'
import { isRead, whenRead } from './assist-context.ts'
import type { CancellationToken } from './monaco.ts'

/** A token of Monaco, and the way to cancel it. */
function createToken() {
  const listeners = new Set<() => void>()
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      listeners.add(listener)
      return { dispose: () => listeners.delete(listener) }
    },
  }
  const cancel = () => {
    token.isCancellationRequested = true
    for (const listener of [...listeners]) listener()
  }
  return { token: token as unknown as CancellationToken, cancel, listeners }
}

const AROUND = { text: 'kind: ', offset: 6, start: 0 }
const COMPLETIONS = { start: 6, end: 6, suggestions: [] }

describe('waiting for the text on the screen', () => {
  it('ends when the engine has read it', async () => {
    const { store, apply, splice, read } = setUp()
    await read()
    const { token, listeners } = createToken()
    expect(await whenRead(store, token)).toBe(true)
    apply([splice(0, 0, 'x')])
    expect(isRead(store.getState())).toBe(false)
    const waiting = whenRead(store, token)
    await read()
    expect(await waiting).toBe(true)
    expect(listeners.size).toBe(0)
  })

  it('ends when nobody waits any more', async () => {
    const { store } = setUp()
    const { token, cancel } = createToken()
    const waiting = whenRead(store, token)
    cancel()
    expect(await waiting).toBe(false)
  })
})

describe('asking for completions', () => {
  it('asks again when the reading of a newer text took the place of the question', async () => {
    const { store, engine, apply, splice, read } = setUp()
    await read()
    apply([splice(0, 0, 'k')])
    const answer = askCompletions(store, AROUND, createToken().token)
    await engine.supersede('completeAt')
    await read()
    expect(engine.last('completeAt')).toEqual({ text: 'kind: ', offset: 6 })
    await engine.answer('completeAt', COMPLETIONS)
    expect(await answer).toEqual(COMPLETIONS)
  })

  it('does not ask again for nobody', async () => {
    const { store, engine, read } = setUp()
    await read()
    const { token, cancel } = createToken()
    const answer = askCompletions(store, AROUND, token)
    cancel()
    await engine.supersede('completeAt')
    expect(await answer).toBeNull()
    expect(engine.calls.filter(({ name }) => name === 'completeAt')).toHaveLength(1)
  })
})

describe('a chosen fix', () => {
  it('goes through the door of the store, as one step', async () => {
    const { store, state, splice, read, textOf } = setUp()
    await read()
    const fix = { title: 'Put in quotes', edits: [splice(0, 3, '"abc"')] }
    applyFix(store, { kind: 'read', fix, base: state().document.revision })
    expect(textOf()).toBe('"abc"')
    expect(state().past.map(({ label, origin }) => [label, origin])).toEqual([['Put in quotes', 'fix']])
  })

  it('of an older text changes nothing', async () => {
    const { store, state, apply, splice, read, textOf } = setUp()
    await read()
    const base = state().document.revision
    apply([splice(0, 0, 'x')])
    applyFix(store, { kind: 'read', fix: { title: 'Put in quotes', edits: [splice(0, 3, '')] }, base })
    expect(textOf()).toBe('xabc')
  })

  it('that has to be planned is proposed', () => {
    const { store } = setUp()
    const proposeChange = vi.fn()
    store.setState({ proposeChange })
    const finding = { code: 'VAL-7', message: 'm', place: { kind: 'path', path: 'p.yaml#0' } } as const
    const intention = { kind: 'fix', finding, title: 'Write TCP' } as const
    applyFix(store, { kind: 'planned', fix: { title: 'Write TCP', intention } })
    expect(proposeChange).toHaveBeenCalledWith(intention)
  })
})
