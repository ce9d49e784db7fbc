import type { AnswerMessage, CallMessage, UpdateMessage } from './messages.ts'
import type { AnswerOf, CallName, RequestOf, UpdateRequest } from './protocol.ts'

/** The page's side of the engine worker. */
export interface EngineClient {
  /**
   * Calls of one name run one at a time. Of those that wait, only the newest survives: the others reject with
   * `Superseded`. Rejects with an `Error` when the worker failed.
   */
  call<Name extends CallName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>>
  close(): void
}

/** A request that a newer one of the same name replaced: nobody waits for its answer any more. */
export class Superseded extends Error {
  constructor() {
    super('superseded by a newer request')
  }
}

/** What the client needs of a `Worker`; tests pass their own. */
export interface WorkerPort {
  postMessage(message: CallMessage): void
  onmessage: ((event: { data: AnswerMessage }) => void) | null
  onerror: ((event: { message: string }) => void) | null
  terminate(): void
}

interface PendingCall {
  readonly name: CallName
  readonly request: RequestOf<CallName>
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
}

/** The worker of the built app. */
export function createEngineWorker(): WorkerPort {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }) as WorkerPort
}

/** A client over workers made by `createWorker`; a worker that dies is replaced at the next call. */
export function createEngineClient(createWorker: () => WorkerPort = createEngineWorker): EngineClient {
  const running = new Map<number, PendingCall>()
  const waiting = new Map<CallName, PendingCall>()
  let worker: WorkerPort | null = null
  let held = new Map<string, string>()
  let lastUpdate: UpdateRequest | null = null
  let nextId = 1

  const start = (): WorkerPort => {
    const started = createWorker()
    started.onmessage = ({ data }) => settle(data)
    started.onerror = ({ message }) => fail(new Error(`the engine worker failed: ${message}`))
    held = new Map()
    worker = started
    if (lastUpdate) post({ name: 'update', request: lastUpdate, resolve: () => {}, reject: () => {} })
    return started
  }

  const post = (call: PendingCall) => {
    const port = worker ?? start()
    const id = nextId++
    running.set(id, call)
    port.postMessage({ id, name: call.name, request: toWire(call) } as CallMessage)
  }

  const toWire = (call: PendingCall): UpdateMessage | RequestOf<CallName> => {
    if (call.name !== 'update') return call.request
    const { files, ...rest } = call.request as UpdateRequest
    const changed = files.filter(({ name, text }) => held.get(name) !== text)
    held = new Map(files.map(({ name, text }) => [name, text]))
    lastUpdate = call.request as UpdateRequest
    return { ...rest, order: files.map(({ name }) => name), changed }
  }

  const settle = (message: AnswerMessage) => {
    const call = running.get(message.id)
    if (!call) return
    running.delete(message.id)
    if ('error' in message) call.reject(new Error(message.error))
    else call.resolve(message.answer as never)
    const next = waiting.get(call.name)
    if (!next) return
    waiting.delete(call.name)
    post(next)
  }

  const fail = (error: Error) => {
    worker?.terminate()
    worker = null
    const lost = [...running.values(), ...waiting.values()]
    running.clear()
    waiting.clear()
    for (const call of lost) call.reject(error)
  }

  return {
    call: (name, request) =>
      new Promise((resolve, reject) => {
        const call: PendingCall = { name, request, resolve, reject }
        if (![...running.values()].some((other) => other.name === name)) return post(call)
        waiting.get(name)?.reject(new Superseded())
        waiting.set(name, call)
      }),
    close: () => fail(new Error('the engine worker was closed')),
  }
}
