import type { Edit } from '../model/edit.ts'
import type { ChangeForm } from './change-form.ts'
import type { Obstacle } from './plan.ts'

/**
 * What an intention is planned to. Planned on one revision; planned again when the text changes. There are either edits
 * or obstacles, never both and never neither.
 */
export interface PlannedChange {
  /** What the history calls it: "Isolate payments (ingress)". */
  readonly label: string
  readonly edits?: readonly Edit[]
  /** Why nothing is planned: missing choices, refusals (V13), things that are gone. */
  readonly obstacles: readonly Obstacle[]
  /** The selectors that are written. */
  readonly selectors: readonly WrittenSelector[]
  /** What the person should know beside the effects, in sentences: what is kept, what was assumed. */
  readonly notes: readonly string[]
  /** What can still be filled in; present also where nothing is planned yet. Absent for nothing. */
  readonly form?: ChangeForm
}

/** A selector that a plan writes, with the workloads it matches. */
export interface WrittenSelector {
  readonly words: string
  readonly matches: readonly string[]
}
