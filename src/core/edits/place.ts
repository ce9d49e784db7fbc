import type { Outline, OutlineEntry } from './outline.ts'

/** Where something is put: the deepest part that exists on the way, and the steps that do not. */
export interface Place {
  readonly text: string
  /** From the root to `target`. */
  readonly path: readonly Outline[]
  readonly target: Outline
  /** The entry that holds `target`; absent at the root. */
  readonly entry: OutlineEntry | undefined
  readonly rest: readonly string[]
  readonly after: string | undefined
}
