import { applyEdits } from '../core/edits/apply-edits.ts'
import type { Change, Edit, TextDocument } from '../core/model/edit.ts'
import type { Positions } from '../core/picture/picture.ts'
import type { Location } from '../core/workspace/snapshot.ts'
import { continuesRun, growRun, joinEntries, leave, type TypingRun, walkHistory } from './history.ts'
import type { HistoryEntry, Origin } from './history-entry.ts'
import { isPlanned } from './is-waiting.ts'
import { selectAgain } from './select-again.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState } from './state.ts'
import type { Viewpoint } from './viewpoint.ts'
import { writtenSpans } from './written-spans.ts'

type HistoryActions = Pick<AppActions, 'applyChange' | 'undo' | 'redo' | 'jumpTo' | 'moveNodes'>

/** The only door to the text, and the one history of texts and moved nodes. */
export function createHistorySlice({ set, get, now, answers }: SliceContext): HistoryActions {
  let run: TypingRun | null = null

  const jumpTo = (position: number) => {
    const { past, future, document, positions, openFile, dialog } = get()
    const target = Math.max(0, Math.min(position, past.length + future.length))
    if (target === past.length) return
    const { entries, edits, viewpoint, ...way } = walkHistory({ past: leave(past, viewpointOf(get())), future, target })
    const applied = applyEdits(document, { edits, label: '', base: document.revision })
    if (applied.kind === 'stale') throw new Error('the history does not fit the document')
    run = null
    const written = writtenSpans(edits)
    const atCaret = written.find(({ file }) => file === viewpoint.caret?.file)
    const file = (atCaret ?? written.at(-1))?.file ?? touchedFile(edits, applied.document) ?? openFile
    const next = {
      past: entries.slice(0, target),
      future: entries.slice(target),
      positions: way.positions ?? positions,
    }
    if (edits.length === 0) {
      set({ ...next, ...showMoved(get(), next.positions, viewpoint) })
      return answers.askSelection()
    }
    const step = { revision: applied.document.revision, written, viewpoint }
    const shown = { openFile: file, step, changed: null, reveal: null }
    set({ ...next, document: applied.document, ...shown, ...replan(dialog) })
    answers.refresh()
  }

  return {
    applyChange(change, origin) {
      const { document, past, openFile, dialog } = get()
      const applied = applyEdits(document, change)
      if (applied.kind === 'stale') return 'stale'
      if (change.edits.length === 0) return 'applied'
      const isTyped = origin === 'typing'
      const shown = isTyped
        ? keepFile(openFile, change.edits, applied.document)
        : showEdited(get(), applied, change.edits)
      const before = viewpointOf(get())
      const entry = toEntry({
        change,
        origin,
        at: now(),
        before,
        place: isTyped ? before.caret : shown.reveal,
        applied,
      })
      const last = past.at(-1)
      const joins = isTyped && last?.origin === 'typing' && continuesRun(run, change.edits, entry.at)
      run = isTyped ? growRun(joins ? run : null, change.edits, entry.at) : null
      set({
        document: applied.document,
        past: joins && last ? [...past.slice(0, -1), joinEntries(last, entry)] : [...leave(past, before), entry],
        future: [],
        changed: null,
        ...shown,
        ...replan(dialog),
      })
      answers.refresh()
      return 'applied'
    },
    undo: () => jumpTo(get().past.length - 1),
    redo: () => jumpTo(get().past.length + 1),
    jumpTo,
    moveNodes(moved) {
      const { positions, past } = get()
      const entry: HistoryEntry = {
        label: moveLabel(get(), moved),
        origin: 'gesture',
        at: now(),
        before: viewpointOf(get()),
        redo: [],
        undo: [],
        positionsBefore: positions,
        positionsAfter: { ...positions, ...moved },
      }
      run = null
      set({ positions: { ...positions, ...moved }, past: [...leave(past, entry.before), entry], future: [] })
    },
  }
}

interface Made {
  readonly change: Change
  readonly origin: Origin
  readonly at: number
  readonly before: Viewpoint
  readonly place: { readonly file: string; readonly line: number } | null
  readonly applied: { readonly inverse: readonly Edit[] }
}

function toEntry({ change, origin, at, before, place, applied }: Made): HistoryEntry {
  const written = place ? { place: { file: place.file, line: place.line } } : {}
  return { label: change.label, origin, at, ...written, before, redo: change.edits, undo: applied.inverse }
}

function viewpointOf({ caret, selection }: AppState): Viewpoint {
  return { caret, selection }
}

/** The nodes that a step without text put elsewhere, and what was selected at that point. */
function showMoved(state: AppState, after: Positions, viewpoint: Viewpoint): Partial<AppState> {
  const before = state.positions
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  const isMoved = (id: string) => before[id]?.x !== after[id]?.x || before[id]?.y !== after[id]?.y
  return {
    step: { revision: state.document.revision, written: [], viewpoint },
    changed: { nodes: new Set([...ids].filter(isMoved)), edges: new Set() },
    ...selectAgain(state, viewpoint.selection),
  }
}

function replan(dialog: AppState['dialog']): Partial<AppState> {
  if (!isPlanned(dialog)) return {}
  return { dialog: { ...dialog, planning: true, stopped: false, textChanged: true } }
}

function moveLabel({ snapshot }: AppState, moved: Positions): string {
  const ids = Object.keys(moved)
  if (ids.length > 0 && ids.every((id) => moved[id]?.tidied)) return 'tidy'
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

type Shown = Pick<AppState, 'openFile' | 'step' | 'reveal'>

/** What is typed is seen already; what was revealed before it may stand elsewhere now. */
function keepFile(openFile: string | null, edits: readonly Edit[], document: TextDocument): Shown {
  return { openFile: openAfter(openFile, edits, document), step: null, reveal: null }
}

/** After a gesture the editor shows what was written. */
function showEdited({ openFile }: AppState, { document }: { document: TextDocument }, edits: readonly Edit[]): Shown {
  const step = { revision: document.revision, written: writtenSpans(edits) }
  const last = edits.at(-1)
  if (last?.kind === 'createFile') return { openFile: last.file, step, reveal: null }
  const file = document.files.find(({ name }) => last?.kind === 'splice' && name === last.file)
  if (last?.kind !== 'splice' || !file) return { openFile: openAfter(openFile, edits, document), step, reveal: null }
  const reveal = toLocation(file.name, file.text, last.start, last.start + last.text.length)
  return { openFile: file.name, reveal, step }
}

/** The lines of a written span without the empty ones around it, and without the line that parts it from others. */
function toLocation(file: string, text: string, from: number, to: number): Location {
  const written = text.slice(from, to)
  const start = from + (/^\s*(---[ \t]*\r?\n\s*)?/.exec(written)?.[0].length ?? 0)
  const end = Math.max(start, from + written.trimEnd().length)
  const before = text.slice(0, start).split(/\r\n|\r|\n/)
  return { file, span: { start, end }, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
