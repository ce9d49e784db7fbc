import type { Library } from '../features/documents/library.ts'
import { isSameContent, type Saveable } from '../features/documents/saved-document.ts'
import type { AppStore } from '../store/create-app-store.ts'

/** Milliseconds without a change before a save. */
export const DEBOUNCE = 300
/** Milliseconds after which a change is saved even if others follow: what a killed tab may lose. */
export const LONGEST = 700

/**
 * Saves what changed, soon after it changed and at once when the page may go away. What could not be saved lives in the page
 * only: then the browser asks before the page is left. Returns what ends it.
 */
export function startAutosave(store: AppStore, library: Library): () => void {
  let pending: Saveable | null = null
  let pendingSince = 0
  let timer: number | undefined

  const flush = () => {
    clearTimeout(timer)
    if (!pending) return
    const state = pending
    pending = null
    library.save(state)
  }

  const saveSoon = (state: Saveable) => {
    if (!pending) pendingSince = Date.now()
    pending = state
    clearTimeout(timer)
    timer = window.setTimeout(flush, Math.max(0, Math.min(DEBOUNCE, pendingSince + LONGEST - Date.now())))
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (!state.documentId) return
    if (state.snapshot !== before.snapshot) library.noteCounts(state)
    if (isSameContent(state, before)) return
    // Another document was opened: the work on the one before is saved first.
    if (state.documentId !== before.documentId && pending?.documentId === before.documentId) flush()
    const isOpened = state.documentId !== before.documentId
    if (isOpened && (state.document === before.document || library.isStored(state.documentId))) return
    saveSoon(state)
    if (state.saved.kind === 'saved') state.setSaved({ kind: 'saving' })
  })
  const flushWhenHidden = () => document.visibilityState === 'hidden' && flush()
  const keepFromLeaving = (event: BeforeUnloadEvent) => {
    if (store.getState().saved.kind === 'failed') event.preventDefault()
  }
  window.addEventListener('beforeunload', keepFromLeaving)
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', flushWhenHidden)
  return () => {
    unsubscribe()
    flush()
    window.removeEventListener('beforeunload', keepFromLeaving)
    window.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', flushWhenHidden)
  }
}
