import { DEFAULT_SETTINGS, INITIAL_DATA } from './initial-data.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions } from './state.ts'

type DocumentActions = Pick<
  AppActions,
  | 'openDocument'
  | 'renameDocument'
  | 'openFileTab'
  | 'setSettings'
  | 'foldNamespace'
  | 'setBusy'
  | 'setSaved'
  | 'becomeCopy'
>

/** Which document is open, and what belongs to it beside its text. */
export function createDocumentSlice({ set, get, answers }: SliceContext): DocumentActions {
  return {
    openDocument({ id, title, files, positions = {}, folds = {}, settings = DEFAULT_SETTINGS, question = null }) {
      const { document, showDenied } = get()
      set({
        ...INITIAL_DATA,
        documentId: id,
        title,
        // Revisions grow across documents, so that no plan of another document can fit this one.
        document: { revision: document.revision + 1, files },
        openFile: files[0]?.name ?? null,
        positions,
        folds,
        settings,
        question,
        showDenied,
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
    setBusy: (busy) => set({ busy: busy && get().working }),
    setSaved: (saved) => set({ saved }),
    becomeCopy: (documentId, title) => set({ documentId, title }),
  }
}
