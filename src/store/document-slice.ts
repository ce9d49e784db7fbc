import type { TextFile } from '../core/model/edit.ts'
import { NO_FILTER } from '../core/picture/picture-filter.ts'
import { DEFAULT_SETTINGS, INITIAL_DATA } from './initial-data.ts'
import { isPlanned, isWaiting } from './is-waiting.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState } from './state.ts'

type DocumentActions = Pick<
  AppActions,
  | 'openDocument'
  | 'renameDocument'
  | 'openFileTab'
  | 'setSettings'
  | 'foldNamespace'
  | 'setBusy'
  | 'cancelWork'
  | 'readAgain'
  | 'setSaved'
  | 'becomeCopy'
>

/** The history of a document that another one was opened over. */
interface LeftHistory extends Pick<AppState, 'past' | 'future'> {
  readonly files: readonly TextFile[]
}

/** Goes on only with the very texts it ended with: another tab may have saved others. */
function historyOf(left: LeftHistory | undefined, files: readonly TextFile[]): Partial<AppState> {
  const isSame = (file: TextFile, index: number) =>
    file.name === left?.files[index]?.name && file.text === left.files[index].text
  if (!left || left.files.length !== files.length || !files.every(isSame)) return {}
  return { past: left.past, future: left.future }
}

/** Which document is open, and what belongs to it beside its text. */
export function createDocumentSlice({ set, get, engine, answers }: SliceContext): DocumentActions {
  const left = new Map<string, LeftHistory>()

  const leave = () => {
    const { documentId, document, past, future } = get()
    if (past.length + future.length > 0) left.set(documentId, { files: document.files, past, future })
    else left.delete(documentId)
  }

  return {
    openDocument({ id, title, files, settings = DEFAULT_SETTINGS, question = null, ...view }) {
      const { positions = {}, folds = {}, filter = NO_FILTER } = view
      leave()
      const { document, pictureView, showDenied, appliesSmall } = get()
      set({
        ...INITIAL_DATA,
        ...historyOf(left.get(id), files),
        documentId: id,
        title,
        // Revisions grow across documents, so that no plan of another document can fit this one.
        document: { revision: document.revision + 1, files },
        openFile: files[0]?.name ?? null,
        positions,
        folds,
        filter,
        settings,
        question,
        pictureView,
        showDenied,
        appliesSmall,
      })
      answers.refresh()
    },
    renameDocument: (title) => set({ title }),
    openFileTab(file) {
      if (get().document.files.some(({ name }) => name === file)) set({ openFile: file })
    },
    setSettings(settings) {
      set({ settings })
      answers.refresh()
    },
    foldNamespace(namespace, folded) {
      set({ folds: { ...get().folds, [namespace]: folded } })
      answers.refresh()
    },
    setBusy: (busy) => set({ busy: busy && isWaiting(get()) }),
    cancelWork() {
      const { working, dialog } = get()
      if (working) for (const name of ['update', 'draw'] as const) engine.cancel(name)
      else if (isPlanned(dialog)) engine.cancel(dialog.kind === 'change' ? 'planChange' : dialog.kind)
    },
    readAgain() {
      engine.revive()
      answers.refresh()
    },
    setSaved: (saved) => set({ saved }),
    becomeCopy: (documentId, title) => set({ documentId, title }),
  }
}
