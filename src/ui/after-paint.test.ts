// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { afterPaint } from './after-paint.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('runs after the frame that follows the next one', () => {
  const run = vi.fn()
  afterPaint(run)
  vi.advanceTimersToNextFrame()
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersToNextFrame()
  vi.runAllTimers()
  expect(run).toHaveBeenCalledOnce()
})

it('does not run once it is kept from it', () => {
  const run = vi.fn()
  const keep = afterPaint(run)
  vi.advanceTimersToNextFrame()
  keep()
  vi.runAllTimers()
  expect(run).not.toHaveBeenCalled()
})
