import type { Diagnostic } from '../model/diagnostic.ts'
import type { TextFile } from '../model/edit.ts'
import { finish, type Work } from '../model/work.ts'
import { findKustomizations, type Kustomizations } from './kustomization.ts'
import { noteKinds } from './note-kinds.ts'
import { readingFile } from './read-file.ts'
import type { FileReading, Reading } from './reading.ts'

/** What a file says by itself; notes that count over all files come on top. */
const ownDiagnostics = new WeakMap<FileReading, readonly Diagnostic[]>()

/**
 * Reads all files (YML-1 to YML-9, VAL-1 to VAL-9). With `previous`, files and items whose text did not change are the
 * same objects as there, and items that are broken or invalid now keep the last good resources of their place, marked
 * stale (V14). Without it nothing is ever stale. Never throws, whatever the text is.
 */
export function readDocument(files: readonly TextFile[], previous?: Reading): Reading {
  return finish(readingDocument(files, previous))
}

/** {@link readDocument} in steps, item by item. */
export function* readingDocument(files: readonly TextFile[], previous?: Reading): Work<Reading> {
  const kustomizations = findKustomizations(files)
  const before = new Map(previous?.files.map((file) => [file.name, file]))
  const shareAt = shares(files)
  const read: FileReading[] = []
  for (const [index, file] of files.entries())
    read.push(yield* readingOne(file, kustomizations, before.get(file.name), (offset) => shareAt(index, offset)))
  const notes = noteKinds(read)
  const noted = read.map((file) => addNotes(file, notes.get(file.name) ?? [], before.get(file.name)))
  const isSame = previous?.files.length === noted.length && noted.every((file, index) => file === previous.files[index])
  return isSame ? previous : { files: noted }
}

/** How much of all texts stands before a place, from 0 to 1. */
function shares(files: readonly TextFile[]): (file: number, offset: number) => number {
  const starts = [0]
  for (const { text } of files) starts.push((starts.at(-1) ?? 0) + text.length)
  const all = starts.at(-1) ?? 0
  return (file, offset) => (all === 0 ? 1 : ((starts[file] ?? 0) + offset) / all)
}

function* readingOne(
  file: TextFile,
  kustomizations: Kustomizations,
  before: FileReading | undefined,
  shareAt: (offset: number) => number,
): Work<FileReading> {
  const note = kustomizationNote(file, kustomizations)
  if (note) return { ...file, items: [], diagnostics: [note] }
  const own = before && ownDiagnostics.get(before)
  if (before?.text === file.text && own && !isKustomizeNote(own[0])) return { ...before, diagnostics: own }
  return yield* readingFile(file, before, shareAt)
}

/** The file with its notes; the earlier object when nothing of it changed. */
function addNotes(file: FileReading, notes: readonly Diagnostic[], before: FileReading | undefined): FileReading {
  const diagnostics = [...file.diagnostics, ...notes]
  if (
    before &&
    before.text === file.text &&
    isSameList(before.items, file.items) &&
    isEqual(before.diagnostics, diagnostics)
  )
    return before
  const noted = { ...file, diagnostics }
  ownDiagnostics.set(noted, file.diagnostics)
  return noted
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

function isEqual(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b)
}

/** A kustomization is said, its patches are not read: both stand for text that only kustomize can make (YML-7). */
function kustomizationNote({ name, text }: TextFile, { files, patches }: Kustomizations): Diagnostic | undefined {
  if (!files.has(name) && !patches.has(name)) return undefined
  const place = { kind: 'span', file: name, span: { start: 0, end: text.search(/\r|\n|$/) } } as const
  if (!files.has(name))
    return { code: 'YML-7', severity: 'info', message: 'a patch of a kustomization: not read as a resource', place }
  const message = 'a kustomization changes the objects of this folder: run `kubectl kustomize` and read its output'
  return { code: 'YML-7', severity: 'warning', message, place }
}

function isKustomizeNote(diagnostic: Diagnostic | undefined): boolean {
  return diagnostic?.code === 'YML-7' && diagnostic.message.includes('kustomiz')
}
