import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Progress } from '../core/model/work.ts'
import { Cancelled, createEngineClient, DEAF_AFTER, MOST_DEATHS, Superseded, type WorkerPort } from './client.ts'
import type { AnswerMessage, CallMessage, RequestMessage } from './messages.ts'
import type { UpdateRequest } from './protocol.ts'

/** A worker that keeps what it was sent and answers when told to. */
function createHeldWorker() {
  const messages: RequestMessage[] = []
  const sent: CallMessage[] = []
  let isEnded = false
  const port: WorkerPort = {
    postMessage(message) {
      messages.push(message)
      if (message.kind === 'call') sent.push(message)
    },
    onmessage: null,
    onerror: null,
    terminate: () => {
      isEnded = true
    },
  }
  const say = (data: AnswerMessage) => port.onmessage?.({ data })
  const idOf = (index: number) => {
    const message = sent[index]
    if (!message) throw new Error(`call ${index} was never sent`)
    return message.id
  }
  return {
    port,
    messages,
    sent,
    say,
    idOf,
    answer: (index: number, value: unknown) => say({ kind: 'answer', id: idOf(index), answer: value }),
    isEnded: () => isEnded,
  }
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

  it('sends every call at once and rejects those that the worker stopped', async () => {
    const worker = createHeldWorker()
    const client = createEngineClient(() => worker.port)
    const first = client.call('locate', { path: 'a' })
    const second = client.call('locate', { path: 'b' })
    worker.say({ kind: 'stopped', id: worker.idOf(0), why: 'superseded' })
    worker.answer(1, 'second')
    await expect(first).rejects.toBeInstanceOf(Superseded)
    expect(await second).toBe('second')
  })

  it('hands on the progress of a call', async () => {
    const worker = createHeldWorker()
    const heard: Progress[] = []
    const client = createEngineClient(() => worker.port)
    const call = client.call('update', update(1, { 'a.yaml': 'a' }), (progress) => heard.push(progress))
    worker.say({ kind: 'progress', id: worker.idOf(0), progress: { doing: 'reading a.yaml', done: 0.4 } })
    worker.answer(0, {})
    await call
    worker.say({ kind: 'progress', id: worker.idOf(0), progress: { doing: 'too late' } })
    expect(heard).toEqual([{ doing: 'reading a.yaml', done: 0.4 }])
  })

  it('fills in what the worker left out of a snapshot because it came before', async () => {
    const worker = createHeldWorker()
    const client = createEngineClient(() => worker.port)
    const first = client.call('update', update(1, { 'a.yaml': 'a' }))
    worker.answer(0, { revision: 1, endpoints: [{ id: 'a', label: 'a', implied: false }], policies: [] })
    const { endpoints } = await first
    const second = client.call('update', update(2, { 'a.yaml': 'b' }))
    worker.answer(1, { revision: 2, policies: [] })
    expect((await second).endpoints).toBe(endpoints)
  })

  it('rejects with the words of the worker', async () => {
    const worker = createHeldWorker()
    const call = createEngineClient(() => worker.port).call('locate', { path: 'a' })
    worker.say({ kind: 'error', id: worker.idOf(0), error: 'no document yet' })
    await expect(call).rejects.toThrow('no document yet')
  })
})

describe('workers that die', () => {
  const LOCATE = { path: 'a' }

  /** A client whose workers are made as they are needed. */
  function createMortal() {
    const workers: ReturnType<typeof createHeldWorker>[] = []
    const client = createEngineClient(() => {
      const worker = createHeldWorker()
      workers.push(worker)
      return worker.port
    })
    const newest = () => {
      const worker = workers.at(-1)
      if (!worker) throw new Error('no worker was started')
      return worker
    }
    const kill = (message = 'out of memory') => newest().port.onerror?.({ message })
    const names = () => newest().sent.map(({ name }) => name)
    return { client, workers, newest, kill, names }
  }

  it('are replaced: the new one gets the whole document, and is asked again what was not answered', async () => {
    const { client, newest, kill, names } = createMortal()
    const read = client.call('update', update(1, { 'a.yaml': 'a' }))
    const located = client.call('locate', LOCATE)
    kill()
    expect(names()).toEqual(['update', 'locate'])
    expect(newest().sent[0]?.request).toMatchObject({ changed: [{ name: 'a.yaml', text: 'a' }] })
    newest().answer(0, { revision: 1 })
    newest().answer(1, 'found')
    expect(await read).toMatchObject({ revision: 1 })
    expect(await located).toBe('found')
  })

  it('leave a document that was read: the new one reads it first', async () => {
    const { client, newest, kill, names } = createMortal()
    const read = client.call('update', update(1, { 'a.yaml': 'a' }))
    newest().answer(0, { revision: 1 })
    await read
    void client.call('locate', LOCATE)
    kill()
    expect(names()).toEqual(['update', 'locate'])
  })

  it('are asked for the newest text only', async () => {
    const { client, newest, kill, names } = createMortal()
    const older = client.call('update', update(1, { 'a.yaml': 'a' }))
    const newer = client.call('update', update(2, { 'a.yaml': 'b' }))
    kill()
    await expect(older).rejects.toBeInstanceOf(Superseded)
    expect(names()).toEqual(['update'])
    newest().answer(0, { revision: 2 })
    expect(await newer).toMatchObject({ revision: 2 })
  })

  it('are not replaced for ever: after three it is said, and nothing is started until somebody wants it', async () => {
    const { client, workers, newest, kill } = createMortal()
    const read = client.call('update', update(1, { 'a.yaml': 'a' }))
    for (let death = 0; death < MOST_DEATHS; death += 1) kill()
    await expect(read).rejects.toThrow('out of memory (3 times)')
    await expect(client.call('update', update(2, { 'a.yaml': 'b' }))).rejects.toThrow('out of memory')
    expect(workers).toHaveLength(MOST_DEATHS)
    client.revive()
    const again = client.call('update', update(3, { 'a.yaml': 'c' }))
    newest().answer(newest().sent.length - 1, { revision: 3 })
    expect(await again).toMatchObject({ revision: 3 })
  })

  it('do not take others with them: a question that kills each is given up, what is asked beside it goes on', async () => {
    const { client, newest, kill, names } = createMortal()
    const read = client.call('update', update(1, { 'a.yaml': 'a' }))
    newest().answer(0, { revision: 1 })
    await read
    const deadly = client.call('locate', LOCATE)
    for (let death = 0; death < MOST_DEATHS; death += 1) {
      kill()
      // The text is read well by each.
      if (names()[0] === 'update') newest().answer(0, { revision: 1 })
    }
    await expect(deadly).rejects.toThrow('out of memory')
    const next = client.call('partsAt', { file: 'a.yaml', offset: 0 })
    newest().answer(newest().sent.length - 1, [])
    expect(await next).toEqual([])
  })

  it('report only themselves: one that was ended says nothing any more', async () => {
    const { client, workers, kill, newest } = createMortal()
    const read = client.call('update', update(1, { 'a.yaml': 'a' }))
    kill()
    workers[0]?.port.onerror?.({ message: 'late' })
    expect(workers).toHaveLength(2)
    newest().answer(0, { revision: 1 })
    expect(await read).toMatchObject({ revision: 1 })
  })
})

describe('cancelling', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('asks the worker to stop the newest call of the name, and says so once it has', async () => {
    const worker = createHeldWorker()
    const client = createEngineClient(() => worker.port)
    const call = client.call('update', update(1, { 'a.yaml': 'a' }))
    client.cancel('update')
    expect(worker.messages.at(-1)).toEqual({ kind: 'cancel', id: worker.idOf(0) })
    worker.say({ kind: 'stopped', id: worker.idOf(0), why: 'cancelled' })
    await expect(call).rejects.toBeInstanceOf(Cancelled)
    vi.advanceTimersByTime(DEAF_AFTER)
    expect(worker.isEnded()).toBe(false)
  })

  it('takes an answer that was on its way', async () => {
    const worker = createHeldWorker()
    const client = createEngineClient(() => worker.port)
    const call = client.call('update', update(1, { 'a.yaml': 'a' }))
    client.cancel('update')
    worker.answer(0, { revision: 1 })
    expect(await call).toMatchObject({ revision: 1 })
  })

  it('has nothing to stop when no call of the name is at work', () => {
    const worker = createHeldWorker()
    const client = createEngineClient(() => worker.port)
    void client.call('locate', { path: 'a' })
    client.cancel('update')
    expect(worker.messages).toHaveLength(1)
  })

  it('replaces a worker that does not hear it by one that reads what was answered last', async () => {
    const workers = [createHeldWorker(), createHeldWorker()] as const
    let started = 0
    const client = createEngineClient(() => workers[started++ === 0 ? 0 : 1].port)
    const good = client.call('update', update(1, { 'a.yaml': 'good' }))
    workers[0].answer(0, { revision: 1 })
    await good
    const endless = client.call('update', update(2, { 'a.yaml': 'endless' }))
    client.cancel('update')
    vi.advanceTimersByTime(DEAF_AFTER)
    await expect(endless).rejects.toBeInstanceOf(Cancelled)
    expect(workers[0].isEnded()).toBe(true)
    void client.call('locate', { path: 'a' })
    expect(workers[1].sent.map(({ name }) => name)).toEqual(['update', 'locate'])
    expect(workers[1].sent[0]?.request).toMatchObject({ revision: 1, changed: [{ name: 'a.yaml', text: 'good' }] })
  })
})
