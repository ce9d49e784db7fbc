import { applyEdits, composeEdits } from '../core/edits/apply-edits.ts'
import type { Edit, TextFile } from '../core/model/edit.ts'
import type { Positions } from '../core/picture/picture.ts'
import type { HistoryEntry } from './history-entry.ts'
import type { AppData } from './state.ts'
import type { Viewpoint } from './viewpoint.ts'

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
  const edits = { redo: composeEdits(entry.redo, later.redo), undo: composeEdits(later.undo, entry.undo) }
  return { ...entry, ...edits, at: later.at }
}

/** The past as a person leaves it: its last entry remembers where they were. */
export function leave(past: readonly HistoryEntry[], after: Viewpoint): readonly HistoryEntry[] {
  const last = past.at(-1)
  return last ? [...past.slice(0, -1), { ...last, after }] : past
}

interface Walk {
  readonly past: readonly HistoryEntry[]
  readonly future: readonly HistoryEntry[]
  /** How many entries shall be applied. */
  readonly target: number
}

/** The way from one point of the history to another: the edits on it, and what was so at its end. */
interface Way {
  readonly entries: readonly HistoryEntry[]
  readonly edits: readonly Edit[]
  readonly viewpoint: Viewpoint
  /** Absent when no node was moved on the way. */
  readonly positions?: Positions | undefined
}

export function walkHistory({ past, future, target }: Walk): Way {
  const entries = [...past, ...future]
  const isBack = target < past.length
  const crossed = isBack ? entries.slice(target, past.length).reverse() : entries.slice(past.length, target)
  const edits = crossed.flatMap((entry) => (isBack ? entry.undo : entry.redo))
  const viewpoint = (isBack ? entries[target]?.before : entries[target - 1]?.after) ?? NOWHERE
  const moves = crossed.map((entry) => (isBack ? entry.positionsBefore : entry.positionsAfter))
  return { entries, edits, viewpoint, positions: moves.findLast((positions) => positions !== undefined) }
}

/** The texts at a point of the history, where its first `position` entries are applied. */
export function filesAt(
  { past, future, document }: Pick<AppData, 'past' | 'future' | 'document'>,
  position: number,
): readonly TextFile[] {
  const { edits } = walkHistory({ past, future, target: position })
  const applied = applyEdits(document, { edits, label: '', base: document.revision })
  if (applied.kind === 'stale') throw new Error('the history does not fit the document')
  return applied.document.files
}

const NOWHERE: Viewpoint = { caret: null, selection: null }
