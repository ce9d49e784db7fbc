import { createStore, type StoreApi } from 'zustand/vanilla'
import { askToKeep, isKept, type Keeping } from '../../platform/storage-room.ts'
import type { AppStore } from '../../store/create-app-store.ts'

/** Whether the browser keeps the documents; `unasked` until there is something worth keeping. */
export type KeepingState = StoreApi<Keeping | 'unasked'>

export function createKeeping(): KeepingState {
  return createStore<Keeping | 'unasked'>()(() => 'unasked')
}

/** Asks the browser to keep them after the first change of a text, once. Returns what ends that. */
export function askAfterFirstEdit(store: AppStore, keeping: KeepingState): () => void {
  isKept().then((kept) => kept && keeping.setState('kept', true))
  const unsubscribe = store.subscribe(({ past }, before) => {
    if (past.length === 0 || past === before.past) return
    unsubscribe()
    if (keeping.getState() === 'unasked') askToKeep().then((answer) => keeping.setState(answer, true))
  })
  return unsubscribe
}
