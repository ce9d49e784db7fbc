// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAppStore } from '../store/create-app-store.ts'
import { createFakeEngine, emptySnapshot } from '../store/fake-engine.testing.ts'
import { startBusyTimer } from './busy-timer.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A store that waits for its first text to be read. */
function setUp() {
  const engine = createFakeEngine()
  const store = createAppStore({ engine: engine.client, now: () => 0 })
  const stop = startBusyTimer(store)
  store.getState().openDocument({ id: 'd', title: 'd', files: [{ name: 'a.yaml', text: 'a' }] })
  const read = async () => {
    const answered = engine.answer('update', emptySnapshot(store.getState().document.revision))
    await vi.advanceTimersByTimeAsync(0)
    await answered
  }
  return { store, read, stop, isBusy: () => store.getState().busy }
}

it('says that the page waits after 200 ms, and no longer once it does not', async () => {
  const { read, isBusy } = setUp()
  vi.advanceTimersByTime(199)
  expect(isBusy()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(isBusy()).toBe(true)
  await read()
  expect(isBusy()).toBe(false)
})

it('says nothing of what was quick', async () => {
  const { read, isBusy } = setUp()
  vi.advanceTimersByTime(100)
  await read()
  vi.advanceTimersByTime(1000)
  expect(isBusy()).toBe(false)
})

it('counts the waiting for a plan from the reading that came before it', async () => {
  const { store, read, isBusy } = setUp()
  store.getState().startConnect({ kind: 'workload', id: 'a' }, 'a', { kind: 'workload', id: 'b' })
  vi.advanceTimersByTime(150)
  await read()
  vi.advanceTimersByTime(50)
  expect(isBusy()).toBe(true)
})
