import { applyEdits } from '../core/edits/apply-edits.ts'
import type { Edit, TextDocument } from '../core/model/edit.ts'
import type { Location } from '../core/workspace/snapshot.ts'
import { continuesRun, growRun, joinEntries, type TypingRun } from './history.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState, HistoryEntry } from './state.ts'

type HistoryActions = Pick<AppActions, 'applyChange' | 'undo' | 'redo' | 'moveNodes'>

/** The only door to the text, and the one history of texts and moved nodes. */
export function createHistorySlice({ set, get, now, answers }: SliceContext): HistoryActions {
  let run: TypingRun | null = null

  const step = (edits: readonly Edit[], part: Partial<AppState>) => {
    const { document, openFile, dialog } = get()
    const applied = applyEdits(document, { edits, label: '', base: document.revision })
    if (applied.kind === 'stale') throw new Error('the history does not fit the document')
    run = null
    const follows = touchedFile(edits, applied.document) ?? openFile
    set({ ...part, ...(edits.length > 0 ? { document: applied.document, openFile: follows, ...replan(dialog) } : {}) })
    if (edits.length > 0) answers.refresh()
  }

  return {
    applyChange(change, origin) {
      const { document, past, openFile, dialog } = get()
      const applied = applyEdits(document, change)
      if (applied.kind === 'stale') return 'stale'
      if (change.edits.length === 0) return 'applied'
      const entry = { label: change.label, origin, redo: change.edits, undo: applied.inverse }
      const last = past.at(-1)
      const joins = origin === 'typing' && last?.origin === 'typing' && continuesRun(run, change.edits, now())
      run = origin === 'typing' ? growRun(joins ? run : null, change.edits, now()) : null
      set({
        document: applied.document,
        past: joins && last ? [...past.slice(0, -1), joinEntries(last, entry)] : [...past, entry],
        future: [],
        ...(origin === 'typing'
          ? { openFile: openAfter(openFile, change.edits, applied.document) }
          : showEdited(openFile, change.edits, applied.document)),
        ...replan(dialog),
      })
      answers.refresh()
      return 'applied'
    },
    undo() {
      const { past, future, positions } = get()
      const entry = past.at(-1)
      if (!entry) return
      step(entry.undo, {
        past: past.slice(0, -1),
        future: [entry, ...future],
        positions: entry.positionsBefore ?? positions,
      })
    },
    redo() {
      const { past, future, positions } = get()
      const [entry, ...rest] = future
      if (!entry) return
      step(entry.redo, { past: [...past, entry], future: rest, positions: entry.positionsAfter ?? positions })
    },
    moveNodes(moved) {
      const { positions, past } = get()
      const positionsAfter = { ...positions, ...moved }
      const label = moveLabel(get(), Object.keys(moved))
      const entry: HistoryEntry = {
        label,
        origin: 'gesture',
        redo: [],
        undo: [],
        positionsBefore: positions,
        positionsAfter,
      }
      run = null
      set({ positions: positionsAfter, past: [...past, entry], future: [] })
    },
  }
}

function replan(dialog: AppState['dialog']): Partial<AppState> {
  if (!dialog || dialog.kind === 'pick-target') return {}
  return { dialog: { ...dialog, planning: true, stopped: false, textChanged: true } }
}

function moveLabel({ snapshot }: AppState, ids: readonly string[]): string {
  if (ids.length !== 1) return `move ${ids.length} things`
  return `move ${snapshot?.picture.nodes.find(({ id }) => id === ids[0])?.title ?? 'a node'}`
}

/** The file the editor shows after edits: the same one under its new name, or a neighbour of a deleted one. */
function openAfter(openFile: string | null, edits: readonly Edit[], document: TextDocument): string | null {
  const renamed = edits.reduce(
    (name, edit) => (edit.kind === 'renameFile' && edit.file === name ? edit.to : name),
    openFile,
  )
  const stays = document.files.some(({ name }) => name === renamed)
  return stays ? renamed : (document.files[0]?.name ?? null)
}

function touchedFile(edits: readonly Edit[], document: TextDocument): string | undefined {
  const touched = edits.map((edit) => (edit.kind === 'renameFile' ? edit.to : edit.file)).reverse()
  return touched.find((file) => document.files.some(({ name }) => name === file)) ?? document.files[0]?.name
}

/** After a gesture the editor shows what was written. */
function showEdited(openFile: string | null, edits: readonly Edit[], document: TextDocument): Partial<AppState> {
  const last = edits.at(-1)
  if (last?.kind === 'createFile') return { openFile: last.file }
  const file = document.files.find(({ name }) => last?.kind === 'splice' && name === last.file)
  if (last?.kind !== 'splice' || !file) return { openFile: openAfter(openFile, edits, document) }
  return { openFile: file.name, reveal: toLocation(file.name, file.text, last.start, last.start + last.text.length) }
}

/** The lines of a written span without the empty ones around it, and without the line that parts it from others. */
function toLocation(file: string, text: string, from: number, to: number): Location {
  const written = text.slice(from, to)
  const start = from + (/^\s*(---[ \t]*\r?\n\s*)?/.exec(written)?.[0].length ?? 0)
  const end = Math.max(start, from + written.trimEnd().length)
  const before = text.slice(0, start).split(/\r\n|\r|\n/)
  return { file, span: { start, end }, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
