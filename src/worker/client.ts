import type { AnswerOf, CallName, RequestOf } from './protocol.ts'

/** The page's side of the engine worker. */
export interface EngineClient {
  /** Rejects with `Superseded` when a newer request of the same name took its place, with an `Error` when the worker failed. */
  call<Name extends CallName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>>
  close(): void
}

/** A request that a newer one of the same name replaced: nobody waits for its answer any more. */
export class Superseded extends Error {
  constructor() {
    super('superseded by a newer request')
  }
}
