import type { SharedDocument } from '../../core/workspace/share/shared-document.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { findShared, ofSharedView } from '../../store/shared-view.ts'
import type { Library } from './library.ts'
import { untilRead } from './until-read.ts'

/** Opens a document as it was looked at where it comes from; what was selected is, once it is read. Returns its id. */
export function openWithView(
  store: AppStore,
  library: Library,
  { title, files, view }: SharedDocument,
  manner: 'stored' | 'unkept',
): string {
  const id = library.add({ title, files, ...ofSharedView(view) }, manner)
  store.getState().showView(view.shows)
  untilRead(store).then(() => {
    const state = store.getState()
    const selection = findShared(state, view.selection)
    if (state.documentId === id && selection && state.selection === null) state.select(selection)
  })
  return id
}
