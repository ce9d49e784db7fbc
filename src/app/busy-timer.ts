import type { AppStore } from '../store/create-app-store.ts'
import { isWaiting } from '../store/is-waiting.ts'

/** Milliseconds of waiting before anyone is told of it. */
const PATIENCE = 200

/** Says in the store when the page has waited for the engine for a while. Returns what ends it. */
export function startBusyTimer(store: AppStore): () => void {
  let timer: number | undefined
  const unsubscribe = store.subscribe((state, before) => {
    if (isWaiting(state) === isWaiting(before)) return
    clearTimeout(timer)
    if (isWaiting(state)) timer = window.setTimeout(() => state.setBusy(true), PATIENCE)
    else state.setBusy(false)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
