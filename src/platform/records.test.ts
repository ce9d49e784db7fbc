import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRecordArea, OPENING } from './records.ts'

interface OpenRequest {
  readonly result: { transaction: () => { objectStore: () => object } }
  onsuccess?: () => void
  onerror?: () => void
  readonly error?: Error
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function stubOpening() {
  vi.useFakeTimers()
  const requests: OpenRequest[] = []
  const open = () => {
    const request: OpenRequest = { result: { transaction: () => ({ objectStore: () => ({}) }) } }
    requests.push(request)
    return request
  }
  vi.stubGlobal('indexedDB', { open })
  return requests
}

describe('records of a browser', () => {
  it('are given up when the database never opens, and asked for anew the next time', async () => {
    const requests = stubOpening()
    const area = createRecordArea()
    const first = expect(area.read(async () => 'read')).rejects.toThrow('does not answer')
    await vi.advanceTimersByTimeAsync(OPENING)
    await first
    const second = area.read(async () => 'read')
    requests[1]?.onsuccess?.()
    expect(await second).toBe('read')
  })

  it('are not written after it was said that they are not', async () => {
    const requests = stubOpening()
    const work = vi.fn(async () => 'written')
    const given = expect(createRecordArea().read(work)).rejects.toThrow('does not answer')
    await vi.advanceTimersByTimeAsync(OPENING)
    await given
    requests[0]?.onsuccess?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(work).not.toHaveBeenCalled()
  })

  it('wait for slow work as long as it takes, once the database is open', async () => {
    const requests = stubOpening()
    const reading = createRecordArea().read(() => new Promise((done) => setTimeout(() => done('slow'), 3 * OPENING)))
    requests[0]?.onsuccess?.()
    await vi.advanceTimersByTimeAsync(3 * OPENING)
    expect(await reading).toBe('slow')
  })
})
