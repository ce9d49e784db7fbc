import type { Progress } from '../core/model/work.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import { fillInKnown } from './known-parts.ts'
import type { RequestMessage, SnapshotMessage, StopReason, UpdateMessage, WorkerMessage } from './messages.ts'
import type { AnswerOf, CallName, RequestOf, UpdateRequest } from './protocol.ts'
import { toLifeName, watchLife } from './worker-life.ts'

/** The page's side of the engine worker. */
export interface EngineClient {
  /**
   * Rejects with `Superseded` when a newer call of the same name, or an update, took its place; with `Cancelled` after
   * `cancel`; with an `Error` when the worker said why not, or died of it. A worker that dies is replaced, and what it had
   * not answered is asked again; after `MOST_DEATHS` without an answer in between every call rejects until `revive`.
   * `onProgress` hears of work that takes a while.
   */
  call<Name extends CallName>(
    name: Name,
    request: RequestOf<Name>,
    onProgress?: (progress: Progress) => void,
  ): Promise<AnswerOf<Name>>
  /** Stops the call of this name, if one is at work. It may still be answered, when the answer was on its way. */
  cancel(name: CallName): void
  /** The next call starts a worker again, however many have died. */
  revive(): void
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
  onmessage: ((event: { data: WorkerMessage }) => void) | null
  onerror: ((event: { message: string }) => void) | null
  terminate(): void
}

/** So many workers die one after the other before it is taken that the next one would too. */
export const MOST_DEATHS = 3

/** Milliseconds after which a worker that does not hear a cancellation is replaced: it is deep in one step. */
export const DEAF_AFTER = 2000

interface PendingCall {
  readonly name: CallName
  readonly request: RequestOf<CallName>
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** How many workers died with it. */
  readonly deaths: number
}

/** The worker of the built app. */
export function createEngineWorker(): WorkerPort {
  const name = toLifeName()
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name })
  watchLife(worker, name)
  return worker as WorkerPort
}

/** A client over workers made by `createWorker`. */
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
  /** Workers that died since the last answer. */
  let deaths = 0
  /** Why no worker is started any more. */
  let stopped: Error | null = null

  /** A worker that reads the last text first, unless it gets one at once. */
  const start = (getsText: boolean): WorkerPort => {
    const started = createWorker()
    started.onmessage = ({ data }) => hear(data)
    started.onerror = ({ message }) => {
      if (worker === started) bury(new Error(`the engine worker failed: ${message}`))
    }
    held = new Map()
    snapshot = undefined
    worker = started
    if (wanted && !getsText) post({ name: 'update', request: wanted, resolve: () => {}, reject: () => {}, deaths: 0 })
    return started
  }

  const post = (call: PendingCall) => {
    const port = worker ?? start(call.name === 'update')
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

  const hear = (message: WorkerMessage) => {
    if (message.kind === 'alive') return
    const call = running.get(message.id)
    if (message.kind === 'progress') return call?.onProgress?.(message.progress)
    if (!call) return
    running.delete(message.id)
    deaths = 0
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

  /** Ends the worker; what it had not answered. */
  const end = (): readonly PendingCall[] => {
    worker?.terminate()
    worker = null
    const lost = [...running.values()]
    running.clear()
    return lost
  }

  const fail = (error: Error) => {
    for (const call of end()) call.reject(error)
  }

  /** The worker died: what it had not answered is asked again, unless it seems to be what kills them. */
  const bury = (error: Error) => {
    deaths += 1
    const lost = end().map((call) => ({ ...call, deaths: call.deaths + 1 }))
    if (deaths >= MOST_DEATHS) stopped = new Error(`${error.message} (${deaths} times)`)
    const isLost = (call: PendingCall) => stopped !== null || call.deaths >= MOST_DEATHS
    for (const call of lost) if (isLost(call)) call.reject(stopped ?? error)
    askAgain(lost.filter((call) => !isLost(call)))
  }

  /** The newest update comes first, instead of the one that a new worker reads anyway; those before it are overtaken. */
  const askAgain = (calls: readonly PendingCall[]) => {
    const updates = calls.filter(({ name }) => name === 'update')
    const newest = updates.at(-1)
    for (const call of updates) if (call !== newest) call.reject(new Superseded())
    if (newest) post(newest)
    for (const call of calls) if (call.name !== 'update') post(call)
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
      new Promise((resolve, reject) => {
        if (stopped) reject(stopped)
        else post({ name, request, resolve, reject, onProgress, deaths: 0 })
      }),
    cancel(name) {
      const [id] = [...running].findLast(([, call]) => call.name === name) ?? []
      if (id === undefined) return
      worker?.postMessage({ kind: 'cancel', id })
      setTimeout(() => giveUp(id), DEAF_AFTER)
    },
    revive() {
      stopped = null
      deaths = 0
    },
    close: () => fail(new Error('the engine worker was closed')),
  }
}
