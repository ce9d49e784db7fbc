import type { TextFile } from '../core/model/edit.ts'
import type { Progress } from '../core/model/work.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import type { CallName, RequestOf, UpdateRequest } from './protocol.ts'

/** What the page sends to the worker. */
export type RequestMessage =
  | CallMessage
  /** Nobody wants the answer of this call any more. */
  | { readonly kind: 'cancel'; readonly id: number }

/** A call on its way to the worker. */
export type CallMessage =
  | { readonly kind: 'call'; readonly id: number; readonly name: 'update'; readonly request: UpdateMessage }
  | {
      readonly kind: 'call'
      readonly id: number
      readonly name: Exclude<CallName, 'update'>
      readonly request: RequestOf<CallName>
    }

/** An update that carries only the texts the worker does not hold yet. */
export interface UpdateMessage extends Omit<UpdateRequest, 'files'> {
  readonly order: readonly string[]
  readonly changed: readonly TextFile[]
}

/** The answer to an update, without what is the same as in the answer before. */
export type SnapshotMessage = Omit<Snapshot, 'endpoints' | 'policies' | 'picture'> &
  Partial<Pick<Snapshot, 'endpoints' | 'policies' | 'picture'>>

/** What the worker sends about the call with the same id: progress any number of times, then one of the others once. */
export type AnswerMessage =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: string }
  | { readonly kind: 'stopped'; readonly id: number; readonly why: StopReason }

/** Whatever the worker sends. */
export type WorkerMessage =
  | AnswerMessage
  /** It runs; see worker-life.ts. */
  | { readonly kind: 'alive' }

/** A newer request took its place, or the page asked to stop it. */
export type StopReason = 'superseded' | 'cancelled'
