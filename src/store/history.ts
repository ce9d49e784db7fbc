import { composeEdits } from '../core/edits/apply-edits.ts'
import type { Edit } from '../core/model/edit.ts'
import type { HistoryEntry } from './state.ts'

/** The span of a file that one run of typing has written so far, and when it last grew. */
export interface TypingRun {
  readonly file: string
  readonly start: number
  readonly end: number
  /** Milliseconds of the caller's clock. */
  readonly at: number
}

/** A pause of this many milliseconds ends a run. */
const RUN_PAUSE = 1000

/** Whether `edits` go on with `run`: one file, every splice touching what the run wrote, no pause. */
export function continuesRun(run: TypingRun | null, edits: readonly Edit[], at: number): boolean {
  if (!run || at - run.at >= RUN_PAUSE) return false
  const [splice, ...others] = edits
  if (splice?.kind !== 'splice' || others.length > 0 || splice.file !== run.file) return false
  return splice.start <= run.end && splice.end >= run.start
}

/** The run after `edits`, or null when they are not one stretch of one file. */
export function growRun(run: TypingRun | null, edits: readonly Edit[], at: number): TypingRun | null {
  const [splice, ...others] = edits
  if (splice?.kind !== 'splice' || others.length > 0) return null
  const written = { file: splice.file, start: splice.start, end: splice.start + splice.text.length, at }
  if (!run) return written
  const start = Math.min(run.start, splice.start)
  const end = Math.max(run.end, splice.end) + splice.text.length - (splice.end - splice.start)
  return { file: run.file, start, end, at }
}

/** `entry` extended by a later change of the same run. */
export function joinEntries(entry: HistoryEntry, later: HistoryEntry): HistoryEntry {
  return { ...entry, redo: composeEdits(entry.redo, later.redo), undo: composeEdits(later.undo, entry.undo) }
}
