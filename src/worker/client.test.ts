import { describe, expect, it } from 'vitest'
import { createEngineClient, Superseded, type WorkerPort } from './client.ts'
import type { AnswerMessage, CallMessage } from './messages.ts'
import type { UpdateRequest } from './protocol.ts'

/** A worker that keeps what it was sent and answers when told to. */
function createHeldWorker() {
  const sent: CallMessage[] = []
  const port: WorkerPort = {
    postMessage: (message) => sent.push(message),
    onmessage: null,
    onerror: null,
    terminate: () => {},
  }
  const answer = (index: number, value: unknown) => {
    const message = sent[index]
    if (!message) throw new Error(`message ${index} was never sent`)
    port.onmessage?.({ data: { id: message.id, answer: value } satisfies AnswerMessage })
  }
  return { port, sent, answer }
}

const update = (revision: number, texts: Record<string, string>): UpdateRequest => ({
  revision,
  files: Object.entries(texts).map(([name, text]) => ({ name, text })),
  settings: { cni: 'upstream', implied: true },
  folds: {},
})

describe('createEngineClient', () => {
  it('sends only the texts that the worker does not hold', () => {
    const worker = createHeldWorker()
    const client = createEngineClient(() => worker.port)
    void client.call('update', update(1, { 'a.yaml': 'a', 'b.yaml': 'b' }))
    worker.answer(0, {})
    void client.call('update', update(2, { 'b.yaml': 'b2', 'a.yaml': 'a' }))
    expect(worker.sent[1]?.request).toMatchObject({
      order: ['b.yaml', 'a.yaml'],
      changed: [{ name: 'b.yaml', text: 'b2' }],
    })
  })

  it('runs one call of a name at a time and keeps only the newest that waits', async () => {
    const worker = createHeldWorker()
    const client = createEngineClient(() => worker.port)
    const first = client.call('locate', { path: 'a' })
    const second = client.call('locate', { path: 'b' })
    const third = client.call('locate', { path: 'c' })
    await expect(second).rejects.toBeInstanceOf(Superseded)
    expect(worker.sent).toHaveLength(1)
    worker.answer(0, 'first')
    worker.answer(1, 'third')
    expect(await first).toBe('first')
    expect(await third).toBe('third')
    expect(worker.sent.map(({ request }) => request)).toEqual([{ path: 'a' }, { path: 'c' }])
  })

  it('rejects with the words of the worker', async () => {
    const worker = createHeldWorker()
    const call = createEngineClient(() => worker.port).call('locate', { path: 'a' })
    worker.port.onmessage?.({ data: { id: 1, error: 'no document yet' } })
    await expect(call).rejects.toThrow('no document yet')
  })

  it('replaces a worker that died and gives it the whole document again', async () => {
    const workers = [createHeldWorker(), createHeldWorker()] as const
    let started = 0
    const client = createEngineClient(() => workers[started++ === 0 ? 0 : 1].port)
    const lost = client.call('update', update(1, { 'a.yaml': 'a' }))
    workers[0].port.onerror?.({ message: 'out of memory' })
    await expect(lost).rejects.toThrow('out of memory')
    void client.call('locate', { path: 'a' })
    expect(workers[1].sent.map(({ name }) => name)).toEqual(['update', 'locate'])
    expect(workers[1].sent[0]?.request).toMatchObject({ changed: [{ name: 'a.yaml', text: 'a' }] })
  })
})
