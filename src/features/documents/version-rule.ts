import type { TextFile } from '../../core/model/edit.ts'
import type { VersionReason } from '../../platform/stored-versions.ts'

/** What storage holds of a document this page has opened or saved. */
export interface Held {
  readonly revision: number
  readonly files: readonly TextFile[]
  /** When this text was written: milliseconds since 1970. */
  readonly writtenAt: number
  /** When the last version was kept, or the document opened. */
  readonly versionAt: number
  /** The text has not changed since the document was opened. */
  readonly isFresh: boolean
}

const MINUTE = 60_000
/** Changes of so long are worth a version, once the text has stood still for `PAUSE`, */
const LONG = 10 * MINUTE
const PAUSE = MINUTE
/** and after so long in any case. */
const LONGEST = 20 * MINUTE

/** Why the text that is about to be replaced by `files` becomes a version (docs/decisions/0011); undefined when it does not. */
export function dueVersion(held: Held | undefined, files: readonly TextFile[], now: number): VersionReason | undefined {
  if (!held || isSameText(held.files, files)) return undefined
  if (held.isFresh) return 'opened'
  const sinceLast = now - held.versionAt
  const isPaused = now - held.writtenAt >= PAUSE
  return sinceLast >= LONGEST || (sinceLast >= LONG && isPaused) ? 'meanwhile' : undefined
}

export function isSameText(one: readonly TextFile[], other: readonly TextFile[]): boolean {
  return (
    one === other ||
    (one.length === other.length &&
      one.every((file, index) => {
        const there = other[index]
        return file === there || (file.name === there?.name && file.text === there.text)
      }))
  )
}
