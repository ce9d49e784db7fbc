import type { Path } from '../core/model/path.ts'
import type { EngineClient } from '../worker/client.ts'
import type { AppState, LocatedPath } from './state.ts'

/** What slices share: the state, the engine, a clock, and the round trip after a change. */
export interface SliceContext {
  readonly set: (part: Partial<AppState>) => void
  readonly get: () => AppState
  readonly engine: EngineClient
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly answers: Answers
}

/** The round trips to the engine. While it reads a revision nothing is asked: what is wanted follows its answer. */
export interface Answers {
  /** Has the engine read the document anew; everything that rests on it is asked again. */
  refresh(): void
  askSelection(): void
  askQuestion(): void
  askCaret(): void
  askPlan(): void
  /** What the rules find; the last answer stays until the next is there. */
  askChecks(): void
  /** Finds where paths stand and hands on those that were found. */
  locate(paths: readonly Path[], accept: (located: readonly LocatedPath[]) => void): void
}
