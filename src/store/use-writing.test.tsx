// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Progress } from '../core/model/work.ts'
import { StoreProvider } from './context.tsx'
import type { AppStore } from './create-app-store.ts'
import type { AppState } from './state.ts'
import { useWriting } from './use-writing.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const REQUEST = { rows: [], columns: [], format: 'csv' } as const
const TEXT = new Blob(['a,b'])

function show() {
  const asked: { answer: (text: Blob | null) => void; tell: (progress: Progress) => void }[] = []
  const stopAsking = vi.fn(() => asked.at(-1)?.answer(null))
  const askEngine = (_name: string, _request: unknown, tell: (progress: Progress) => void) =>
    new Promise<Blob | null>((answer) => asked.push({ answer, tell }))
  const store = createStore(() => ({ askEngine, stopAsking }) as unknown as AppState) as AppStore
  const wrapper = ({ children }: { children: ReactNode }) => <StoreProvider store={store}>{children}</StoreProvider>
  const { result } = renderHook(() => useWriting('writeMatrix', 'writing the matrix'), { wrapper })
  const begin = () => {
    let written: Promise<Blob | null> = Promise.resolve(null)
    act(() => {
      written = result.current.write(REQUEST)
    })
    return written
  }
  return { asked, begin, result, stopAsking }
}

describe('a text that the engine writes', () => {
  it('is not told of while it is quick', async () => {
    const { asked, begin, result } = show()
    const written = begin()
    act(() => void vi.advanceTimersByTime(150))
    expect(result.current.progress).toBeNull()
    await act(async () => asked[0]?.answer(TEXT))
    expect(await written).toBe(TEXT)
    act(() => void vi.advanceTimersByTime(1000))
    expect(result.current.progress).toBeNull()
  })

  it('is told of after a while, then by how far it is, until it is there', async () => {
    const { asked, begin, result } = show()
    begin()
    act(() => void vi.advanceTimersByTime(250))
    expect(result.current.progress).toEqual({ doing: 'writing the matrix' })
    act(() => asked[0]?.tell({ doing: 'writing', done: 0.4 }))
    expect(result.current.progress).toEqual({ doing: 'writing', done: 0.4 })
    await act(async () => asked[0]?.answer(TEXT))
    expect(result.current.progress).toBeNull()
  })

  it('is nothing once it was stopped', async () => {
    const { begin, result, stopAsking } = show()
    const written = begin()
    act(() => void vi.advanceTimersByTime(250))
    await act(async () => result.current.stop())
    expect(stopAsking).toHaveBeenCalledExactlyOnceWith('writeMatrix')
    expect(await written).toBeNull()
    expect(result.current.progress).toBeNull()
  })
})
