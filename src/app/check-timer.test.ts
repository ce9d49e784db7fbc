// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAppStore } from '../store/create-app-store.ts'
import { createFakeEngine, emptySnapshot } from '../store/fake-engine.testing.ts'
import { startCheckTimer } from './check-timer.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const engine = createFakeEngine()
  const store = createAppStore({ engine: engine.client, now: () => 0 })
  const stop = startCheckTimer(store)
  store.getState().openDocument({ id: 'd', title: 'd', files: [{ name: 'a.yaml', text: 'a' }] })
  const read = async () => {
    const answered = engine.answer('update', emptySnapshot(store.getState().document.revision))
    await vi.advanceTimersByTimeAsync(0)
    await answered
  }
  const type = (text: string) => {
    const { document, applyChange } = store.getState()
    const edits = [{ kind: 'splice', file: 'a.yaml', start: 0, end: 0, text }] as const
    applyChange({ edits, label: 'type', base: document.revision }, 'typing')
  }
  const checks = () => engine.calls.filter(({ name }) => name === 'check').length
  return { read, type, stop, checks }
}

it('has the rules look at a text that rests', async () => {
  const { read, checks } = setUp()
  await read()
  vi.advanceTimersByTime(599)
  expect(checks()).toBe(0)
  vi.advanceTimersByTime(1)
  expect(checks()).toBe(1)
})

it('leaves them out while somebody types', async () => {
  const { read, type, checks } = setUp()
  await read()
  vi.advanceTimersByTime(500)
  type('b')
  vi.advanceTimersByTime(1000)
  expect(checks()).toBe(0)
  await read()
  vi.advanceTimersByTime(600)
  expect(checks()).toBe(1)
})

it('ends', async () => {
  const { read, stop, checks } = setUp()
  await read()
  stop()
  vi.advanceTimersByTime(1000)
  expect(checks()).toBe(0)
})
