import { applyEdits, composeEdits } from '../edits/apply-edits.ts'
import { type ItemSource, readOutline } from '../edits/outline.ts'
import { type TextSplice, trimSplice } from '../edits/splices.ts'
import { readDocument } from '../manifest/read-document.ts'
import type { FileReading, Item, Reading } from '../manifest/reading.ts'
import type { Edit, TextFile } from '../model/edit.ts'
import { type Path, splitPath } from '../model/path.ts'
import { findStanding, type PlanContext } from './plan-context.ts'

/**
 * A document being changed step by step: each step is planned on the text the ones before it left. Steps inside an item
 * only make it grow; the document is read again when items are added, because that takes long for large ones.
 */
export interface Draft {
  readonly files: readonly TextFile[]
  /** Of the text before the steps inside items. */
  readonly reading: Reading
  /** By how many characters items grew since they were read. */
  readonly grown: ReadonlyMap<Item, number>
  /** From `base` to `files`; none writes again what stood where it begins or ends. */
  readonly edits: readonly Edit[]
  /** The files as they were when the draft was started. */
  readonly base: readonly TextFile[]
}

export function startDraft({ document, reading }: PlanContext): Draft {
  return { files: document.files, reading, grown: new Map(), edits: [], base: document.files }
}

/** The draft with its text read, so that items can be added. */
export function settleDraft(draft: Draft): Draft {
  if (draft.grown.size === 0) return draft
  return { ...draft, reading: readDocument(draft.files, draft.reading), grown: new Map() }
}

/** A settled draft with further edits, read again once somebody asks for it: who only wants the edits does not wait. */
export function extendDraft(draft: Draft, edits: readonly Edit[]): Draft {
  const files = applyAll(draft.files, edits)
  let read: Reading | undefined
  return {
    files,
    grown: new Map(),
    edits: addEdits(draft, edits),
    base: draft.base,
    get reading() {
      read ??= readDocument(files, draft.reading)
      return read
    },
  }
}

/** Splices of one file as edits. */
export function toEdits(file: string, splices: readonly TextSplice[]): readonly Edit[] {
  return splices.map(({ start, end, text }) => ({ kind: 'splice', file, start, end, text }))
}

/** The text of an item as it stands in the draft, to plan edits on. */
export function sourceOf({ files, grown }: Draft, file: FileReading, item: Item): ItemSource {
  const text = files.find(({ name }) => name === file.name)?.text ?? file.text
  if (grown.size === 0) return { text, start: item.start, end: item.end }
  let shift = 0
  for (const earlier of file.items) {
    if (earlier === item) break
    shift += grown.get(earlier) ?? 0
  }
  return { text, start: item.start + shift, end: item.end + shift + (grown.get(item) ?? 0) }
}

/** Plans a change inside the resource at `path`. Undefined when it cannot be edited there. */
export function editResource(
  draft: Draft,
  path: Path,
  place: Path,
  plan: (source: ItemSource, steps: readonly string[]) => readonly TextSplice[] | undefined,
): Draft | undefined {
  const standing = findStanding(draft.reading, path)
  if (!standing) return undefined
  const { file, item } = standing
  const splices = plan(sourceOf(draft, file, item), splitPath(place).steps.slice(splitPath(item.path).steps.length))
  if (!splices) return undefined
  const edits = toEdits(file.name, splices)
  const growth = splices.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0)
  const next = {
    ...draft,
    files: applyAll(draft.files, edits),
    grown: new Map([...draft.grown, [item, (draft.grown.get(item) ?? 0) + growth]]),
    edits: addEdits(draft, edits),
  }
  return readOutline(sourceOf(next, file, item)) ? next : undefined
}

/** Edits behind those of a draft; splices that touch become one, of which only what differs is left. */
function addEdits({ base, files, edits: earlier }: Draft, edits: readonly Edit[]): readonly Edit[] {
  let composed = earlier
  let current = files
  for (const edit of edits) {
    const next = composeEdits(composed, [edit])
    const last = next.at(-1)
    const before = next.length > composed.length ? current : applyAll(base, next.slice(0, -1))
    const least = last && trimEdit(before, last)
    composed = least && !isNothing(least) ? [...next.slice(0, -1), least] : next.slice(0, -1)
    current = applyAll(current, [edit])
  }
  return composed
}

function isNothing(edit: Edit): boolean {
  return edit.kind === 'splice' && edit.start === edit.end && edit.text === ''
}

function trimEdit(files: readonly TextFile[], edit: Edit): Edit {
  const text = edit.kind === 'splice' && files.find(({ name }) => name === edit.file)?.text
  return text ? { ...edit, ...trimSplice(text, edit) } : edit
}

function applyAll(files: readonly TextFile[], edits: readonly Edit[]): readonly TextFile[] {
  const applied = applyEdits({ revision: 0, files }, { edits, label: '', base: 0 })
  if (applied.kind === 'stale') throw new Error('a draft has one revision')
  return applied.document.files
}
