import type { AppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import type { CancellationToken, editor } from './monaco.ts'
import type { ShownFile } from './shown-files.ts'

/** What the providers of hovers, completions, lenses and fixes have in common. */
export interface AssistContext {
  readonly store: AppStore
  /** The file that a model shows; undefined for models of others. */
  readonly shownBy: (model: editor.ITextModel) => ShownFile | undefined
}

/** Whether the engine has read the very text that is on the screen. */
export function isRead({ snapshot, document, working, outdated }: AppState): boolean {
  return !working && !outdated && snapshot?.revision === document.revision
}

/** Waits until the text on the screen is read; false when nobody wants the answer any more. */
export function whenRead(store: AppStore, token: CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) return resolve(false)
    if (isRead(store.getState())) return resolve(true)
    const settle = (isWanted: boolean) => {
      unsubscribe()
      cancelled.dispose()
      resolve(isWanted)
    }
    const unsubscribe = store.subscribe((state) => isRead(state) && settle(true))
    const cancelled = token.onCancellationRequested(() => settle(false))
  })
}
