import type { AppStore } from '../store/create-app-store.ts'

/** Milliseconds of work before anyone is told of it. */
const PATIENCE = 200

/** Says in the store when the engine has been at work for a while. Returns what ends it. */
export function startBusyTimer(store: AppStore): () => void {
  let timer: number | undefined
  const unsubscribe = store.subscribe(({ working, setBusy }, before) => {
    if (working === before.working) return
    clearTimeout(timer)
    if (working) timer = window.setTimeout(() => setBusy(true), PATIENCE)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
