import type { Context, Manner } from './manner.ts'
import type { Outline, OutlineEntry } from './outline.ts'

/** A value that is replaced. */
export interface Old {
  readonly text: string
  /** From the root to `target`. */
  readonly path: readonly Outline[]
  readonly parent: Outline
  readonly entry: OutlineEntry
  readonly target: Outline
  /** Of `target`, and how its like are written. */
  readonly context: Context
  readonly manner: Manner
}
