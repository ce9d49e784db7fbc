import { compareFiles } from '../../core/edits/compare-files.ts'
import type { FileChange } from '../../core/edits/line-changes.ts'
import type { TextFile } from '../../core/model/edit.ts'
import type { StoredVersion } from '../../platform/stored-versions.ts'

/** What two texts of a document have otherwise. */
export interface TextChanges {
  readonly changes: readonly FileChange[]
  /** Files whose lines are the same and whose bytes are not: other line breaks, or another end. */
  readonly onlyBytes: readonly string[]
}

export function compareTexts(before: readonly TextFile[], after: readonly TextFile[]): TextChanges {
  const changes = compareFiles(before, after)
  const shown = new Set(changes.map(({ file }) => file))
  const texts = new Map(after.map(({ name, text }) => [name, text]))
  const isOther = ({ name, text }: TextFile) => texts.has(name) && texts.get(name) !== text
  const onlyBytes = before.filter((file) => isOther(file) && !shown.has(file.name)).map(({ name }) => name)
  return { changes, onlyBytes }
}

/** The two without the files whose text is the same one: only the others have to be read. */
export function withoutShared(older: StoredVersion, newer: StoredVersion): readonly [StoredVersion, StoredVersion] {
  const shared = (other: StoredVersion) => new Set(other.files.map(({ name, text }) => JSON.stringify([name, text])))
  const [inOlder, inNewer] = [shared(older), shared(newer)]
  const keep = (version: StoredVersion, others: ReadonlySet<string>): StoredVersion => ({
    ...version,
    files: version.files.filter(({ name, text }) => !others.has(JSON.stringify([name, text]))),
  })
  return [keep(older, inNewer), keep(newer, inOlder)]
}

/** "policies.yaml", "3 files". */
export function nameFiles({ changes, onlyBytes }: TextChanges): string {
  const names = [...changes.map(({ file }) => file), ...onlyBytes]
  return names.length === 1 ? (names[0] ?? '') : `${names.length.toLocaleString('en')} files`
}
