import { assertNever } from '../model/assert-never.ts'
import type { Change, Edit, TextDocument, TextFile } from '../model/edit.ts'

/** `stale`: the change was planned on another revision. Nothing was applied; plan again from the intention. */
export type Applied =
  | { readonly kind: 'applied'; readonly document: TextDocument; readonly inverse: readonly Edit[] }
  | { readonly kind: 'stale' }

/**
 * The only door to the text. The edits apply one after the other, and the revision grows by one. Untouched files keep
 * their identity. `inverse` restores every byte and the order of the files. Throws when an edit does not fit the
 * document (unknown file, a range outside the text, a name that is taken): that is a fault of the planner, and nothing
 * is applied.
 */
export function applyEdits(document: TextDocument, change: Change): Applied {
  if (change.base !== document.revision) return { kind: 'stale' }
  const { files, inverse } = runEdits(document.files, change.edits)
  return { kind: 'applied', document: { revision: document.revision + 1, files }, inverse }
}

/** The edits that take back `edits` once they were applied to `files`. Throws when they do not fit. */
export function invertEdits(files: readonly TextFile[], edits: readonly Edit[]): readonly Edit[] {
  return runEdits(files, edits).inverse
}

/**
 * One list that does what `first` and then `second` do. Splices that touch become one, so that a run of typing stays
 * one edit however long it is.
 */
export function composeEdits(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  const composed = [...first]
  for (const edit of second) {
    const merged = mergeSplices(composed.at(-1), edit)
    if (merged) composed.splice(-1, 1, merged)
    else composed.push(edit)
  }
  return composed
}

function runEdits(
  before: readonly TextFile[],
  edits: readonly Edit[],
): { readonly files: readonly TextFile[]; readonly inverse: readonly Edit[] } {
  const inverse: Edit[] = []
  let files = before
  for (const edit of edits) {
    inverse.unshift(invertEdit(files, edit))
    files = runEdit(files, edit)
  }
  return { files, inverse }
}

function runEdit(files: readonly TextFile[], edit: Edit): readonly TextFile[] {
  switch (edit.kind) {
    case 'splice':
      return files.map((file) =>
        file.name === edit.file
          ? { name: file.name, text: file.text.slice(0, edit.start) + edit.text + file.text.slice(edit.end) }
          : file,
      )
    case 'createFile':
      return files.toSpliced(edit.index ?? files.length, 0, { name: edit.file, text: edit.text })
    case 'deleteFile':
      return files.filter(({ name }) => name !== edit.file)
    case 'renameFile':
      return files.map((file) => (file.name === edit.file ? { name: edit.to, text: file.text } : file))
    default:
      return assertNever(edit)
  }
}

/** The edit that takes back `edit`, from the state before it; throws when `edit` does not fit that state. */
function invertEdit(files: readonly TextFile[], edit: Edit): Edit {
  switch (edit.kind) {
    case 'splice': {
      const { file, start, end, text } = edit
      const old = findFile(files, file).text
      if (!isRange(start, end, old.length)) throw new Error(`splice ${start}–${end} is outside ${file} (${old.length})`)
      return { kind: 'splice', file, start, end: start + text.length, text: old.slice(start, end) }
    }
    case 'createFile':
      refuseTaken(files, edit.file)
      if (edit.index !== undefined && !isRange(edit.index, edit.index, files.length))
        throw new Error(`no place ${edit.index} for ${edit.file} among ${files.length} files`)
      return { kind: 'deleteFile', file: edit.file }
    case 'deleteFile': {
      const file = findFile(files, edit.file)
      return { kind: 'createFile', file: file.name, text: file.text, index: files.indexOf(file) }
    }
    case 'renameFile':
      findFile(files, edit.file)
      if (edit.to !== edit.file) refuseTaken(files, edit.to)
      return { kind: 'renameFile', file: edit.to, to: edit.file }
    default:
      return assertNever(edit)
  }
}

function findFile(files: readonly TextFile[], name: string): TextFile {
  const file = files.find((candidate) => candidate.name === name)
  if (!file) throw new Error(`no file is called ${name}`)
  return file
}

function refuseTaken(files: readonly TextFile[], name: string): void {
  if (files.some((file) => file.name === name)) throw new Error(`a file is called ${name} already`)
}

function isRange(start: number, end: number, length: number): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length
}

/** `second` applied after `first` as one splice, when its range overlaps or touches the text `first` wrote. */
function mergeSplices(first: Edit | undefined, second: Edit): Edit | undefined {
  if (first?.kind !== 'splice' || second.kind !== 'splice' || first.file !== second.file) return undefined
  const written = first.start + first.text.length
  if (second.start > written || second.end < first.start) return undefined
  const kept = first.text.slice(0, Math.max(0, second.start - first.start))
  const rest = second.end < written ? first.text.slice(second.end - first.start) : ''
  return {
    kind: 'splice',
    file: first.file,
    start: Math.min(first.start, second.start),
    end: first.end + Math.max(0, second.end - written),
    text: kept + second.text + rest,
  }
}
