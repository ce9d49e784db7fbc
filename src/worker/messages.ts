import type { TextFile } from '../core/model/edit.ts'
import type { CallName, RequestOf, UpdateRequest } from './protocol.ts'

/** A call on its way to the worker. */
export type CallMessage =
  | { readonly id: number; readonly name: 'update'; readonly request: UpdateMessage }
  | { readonly id: number; readonly name: Exclude<CallName, 'update'>; readonly request: RequestOf<CallName> }

/** An update that carries only the texts the worker does not hold yet. */
export interface UpdateMessage extends Omit<UpdateRequest, 'files'> {
  readonly order: readonly string[]
  readonly changed: readonly TextFile[]
}

/** The worker's answer to the call with the same id. */
export type AnswerMessage =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string }
