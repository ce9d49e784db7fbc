import type { Span } from '../core/model/diagnostic.ts'
import type { Edit } from '../core/model/edit.ts'
import type { Positions } from '../core/picture/picture.ts'
import type { Viewpoint } from './viewpoint.ts'

/** Where an edit came from: decides how history entries join. */
export type Origin = 'typing' | 'gesture' | 'import' | 'fix'

/** One step of the history: a change of the text, or moved nodes, which have no text. */
export interface HistoryEntry {
  readonly label: string
  readonly origin: Origin
  /** When it was made or, of a run of typing, when it last grew: milliseconds since 1970. */
  readonly at: number
  /** Where it wrote, as it was then; 1-based line. */
  readonly place?: { readonly file: string; readonly line: number }
  /** Where the person was before it. */
  readonly before: Viewpoint
  /** Where the person was when they went on from it, last; absent while it is the newest. */
  readonly after?: Viewpoint
  /** Applying `undo` after `redo` restores the bytes. */
  readonly redo: readonly Edit[]
  readonly undo: readonly Edit[]
  readonly positionsBefore?: Positions
  readonly positionsAfter?: Positions
}

/** A span of a file that a change wrote, in the text it led to; empty where it only took away. */
export interface WrittenSpan {
  readonly file: string
  readonly span: Span
}

/** What a gesture or the history did to the text, for both panes to show. */
export interface Step {
  /** The revision it led to. */
  readonly revision: number
  readonly written: readonly WrittenSpan[]
  /** Where the person was at that point of the history; absent after a gesture: the person stays where they are. */
  readonly viewpoint?: Viewpoint
}

/** What a {@link Step} changed in the picture: ids of what is drawn now. */
export interface ChangedThings {
  readonly nodes: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
}

/** A change that was applied without a preview. */
export interface AppliedChange {
  readonly entry: HistoryEntry
  /** How many flows it opened. */
  readonly opens: number
}
