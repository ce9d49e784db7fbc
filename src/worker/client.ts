import type { Progress } from '../core/model/work.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import { fillInKnown } from './known-parts.ts'
import type { AnswerMessage, RequestMessage, SnapshotMessage, StopReason, UpdateMessage } from './messages.ts'
import type { AnswerOf, CallName, RequestOf, UpdateRequest } from './protocol.ts'

/** The page's side of the engine worker. */
export interface EngineClient {
  /**
   * Rejects with `Superseded` when a newer call of the same name, or an update, took its place; with `Cancelled` after
   * `cancel`; with an `Error` when the worker failed. `onProgress` hears of work that takes a while.
   */
  call<Name extends CallName>(
    name: Name,
    request: RequestOf<Name>,
    onProgress?: (progress: Progress) => void,
  ): Promise<AnswerOf<Name>>
  /** Stops the call of this name, if one is at work. It may still be answered, when the answer was on its way. */
  cancel(name: CallName): void
  close(): void
}

/** A request that a newer one replaced: nobody waits for its answer any more. */
export class Superseded extends Error {
  constructor() {
    super('superseded by a newer request')
  }
}

/** A request that the page took back. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled')
  }
}

/** What the client needs of a `Worker`; tests pass their own. */
export interface WorkerPort {
  postMessage(message: RequestMessage): void
  onmessage: ((event: { data: AnswerMessage }) => void) | null
  onerror: ((event: { message: string }) => void) | null
  terminate(): void
}

/** Milliseconds after which a worker that does not hear a cancellation is replaced: it is deep in one step. */
export const DEAF_AFTER = 2000

interface PendingCall {
  readonly name: CallName
  readonly request: RequestOf<CallName>
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** The worker of the built app. */
export function createEngineWorker(): WorkerPort {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }) as WorkerPort
}

/** A client over workers made by `createWorker`; a worker that dies is replaced at the next call. */
export function createEngineClient(createWorker: () => WorkerPort = createEngineWorker): EngineClient {
  const running = new Map<number, PendingCall>()
  let worker: WorkerPort | null = null
  let held = new Map<string, string>()
  /** What a new worker reads first: the last update, but not one that was cancelled. */
  let wanted: UpdateRequest | null = null
  let answered: UpdateRequest | null = null
  /** Came last; the worker leaves out what is in it. */
  let snapshot: Snapshot | undefined
  let nextId = 1

  const start = (): WorkerPort => {
    const started = createWorker()
    started.onmessage = ({ data }) => hear(data)
    started.onerror = ({ message }) => fail(new Error(`the engine worker failed: ${message}`))
    held = new Map()
    snapshot = undefined
    worker = started
    if (wanted) post({ name: 'update', request: wanted, resolve: () => {}, reject: () => {} })
    return started
  }

  const post = (call: PendingCall) => {
    const port = worker ?? start()
    const id = nextId++
    running.set(id, call)
    port.postMessage({ kind: 'call', id, name: call.name, request: toWire(call) } as RequestMessage)
  }

  const toWire = (call: PendingCall): UpdateMessage | RequestOf<CallName> => {
    if (call.name !== 'update') return call.request
    wanted = call.request as UpdateRequest
    const { files, ...rest } = wanted
    const changed = files.filter(({ name, text }) => held.get(name) !== text)
    held = new Map(files.map(({ name, text }) => [name, text]))
    return { ...rest, order: files.map(({ name }) => name), changed }
  }

  const hear = (message: AnswerMessage) => {
    const call = running.get(message.id)
    if (message.kind === 'progress') return call?.onProgress?.(message.progress)
    if (!call) return
    running.delete(message.id)
    if (message.kind === 'error') return call.reject(new Error(message.error))
    if (message.kind === 'stopped') return stop(call, message.why)
    call.resolve(
      (call.name === 'update' ? takeSnapshot(call, message.answer as SnapshotMessage) : message.answer) as never,
    )
  }

  const takeSnapshot = (call: PendingCall, message: SnapshotMessage): Snapshot => {
    answered = call.request as UpdateRequest
    snapshot = fillInKnown(message, snapshot)
    return snapshot
  }

  const stop = (call: PendingCall, why: StopReason) => {
    if (why === 'cancelled' && call.request === wanted) wanted = answered
    call.reject(why === 'cancelled' ? new Cancelled() : new Superseded())
  }

  const fail = (error: Error) => {
    worker?.terminate()
    worker = null
    const lost = [...running.values()]
    running.clear()
    for (const call of lost) call.reject(error)
  }

  const giveUp = (id: number) => {
    const call = running.get(id)
    if (!call) return
    running.delete(id)
    stop(call, 'cancelled')
    fail(new Cancelled())
  }

  return {
    call: (name, request, onProgress) =>
      new Promise((resolve, reject) => post({ name, request, resolve, reject, onProgress })),
    cancel(name) {
      const [id] = [...running].findLast(([, call]) => call.name === name) ?? []
      if (id === undefined) return
      worker?.postMessage({ kind: 'cancel', id })
      setTimeout(() => giveUp(id), DEAF_AFTER)
    },
    close: () => fail(new Error('the engine worker was closed')),
  }
}
