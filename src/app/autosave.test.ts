// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Library } from '../features/documents/library.ts'
import type { Saveable } from '../features/documents/saved-document.ts'
import { createAppStore } from '../store/create-app-store.ts'
import { createFakeEngine } from '../store/fake-engine.testing.ts'
import { DEBOUNCE, LONGEST, startAutosave } from './autosave.ts'

/** A store with an open document, and the texts that were saved of it. */
function start() {
  const store = createAppStore({ engine: createFakeEngine().client, now: () => Date.now() })
  const saves: string[] = []
  const library = {
    save: async ({ document }: Saveable) => void saves.push(document.files[0]?.text ?? ''),
    isStored: () => true,
    noteCounts: () => {},
  } as unknown as Library
  const stop = startAutosave(store, library)
  store.getState().openDocument({ id: 'd', title: 'd', files: [{ name: 'a', text: '' }] })
  const type = (letter: string) => {
    const { document, applyChange } = store.getState()
    const edits = [{ kind: 'splice', file: 'a', start: 0, end: 0, text: letter } as const]
    applyChange({ edits, label: 'typing', base: document.revision }, 'typing')
  }
  return { saves, type, stop, store }
}

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('saves once the text has stood still for 300 ms', () => {
    const { saves, type } = start()
    type('a')
    vi.advanceTimersByTime(DEBOUNCE - 1)
    expect(saves).toEqual([])
    vi.advanceTimersByTime(1)
    expect(saves).toEqual(['a'])
  })

  it('saves while somebody types on and on: a tab that is killed loses less than a second', () => {
    const { saves, type } = start()
    const typed: number[] = []
    for (let at = 0; at < 10_000; at += 100) {
      type('x')
      typed.push(Date.now())
      vi.advanceTimersByTime(100)
      const saved = saves.at(-1)?.length ?? 0
      const oldestLost = typed[saved]
      if (oldestLost !== undefined) expect(Date.now() - oldestLost).toBeLessThanOrEqual(LONGEST)
    }
    expect(LONGEST).toBeLessThan(1000)
  })

  it('has the browser ask before a page is left that could not save, and only then', () => {
    const { store, stop } = start()
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true })
      window.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(leave()).toBe(false)
    store.getState().setSaved({ kind: 'failed', reason: 'the browser has no room left', cause: 'full' })
    expect(leave()).toBe(true)
    store.getState().setSaved({ kind: 'saved', at: 0 })
    expect(leave()).toBe(false)
    store.getState().setSaved({ kind: 'failed', reason: 'the browser has no room left', cause: 'full' })
    stop()
    expect(leave()).toBe(false)
  })

  it('saves at once when the page is hidden or goes away', () => {
    const { saves, type } = start()
    type('a')
    window.dispatchEvent(new Event('pagehide'))
    expect(saves).toEqual(['a'])
    type('b')
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    expect(saves).toEqual(['a', 'ba'])
  })

  it('saves the work on a document before another one is opened', () => {
    const { saves, type, store } = start()
    type('a')
    store.getState().openDocument({ id: 'other', title: 'other', files: [] })
    expect(saves).toEqual(['a'])
  })
})
