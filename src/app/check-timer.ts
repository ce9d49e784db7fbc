import type { AppStore } from '../store/create-app-store.ts'

/** Milliseconds without a newer text before the rules look at it: a keystroke shall not wait for them. */
const PAUSE = 600

/** Has the rules look at each text that rests for a while. Returns what ends it. */
export function startCheckTimer(store: AppStore): () => void {
  let timer: number | undefined
  const unsubscribe = store.subscribe((state, before) => {
    if (state.snapshot === before.snapshot && state.document === before.document) return
    clearTimeout(timer)
    if (state.snapshot?.revision === state.document.revision) timer = window.setTimeout(state.check, PAUSE)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
