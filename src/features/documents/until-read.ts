import type { Snapshot } from '../../core/workspace/snapshot.ts'
import type { AppStore } from '../../store/create-app-store.ts'

/** The snapshot of the text as it is now; null when reading it was cancelled before there was one. */
export function untilRead(store: AppStore): Promise<Snapshot | null> {
  const isRead = () => !store.getState().working
  if (isRead()) return Promise.resolve(store.getState().snapshot)
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(({ snapshot }) => {
      if (!isRead()) return
      unsubscribe()
      resolve(snapshot)
    })
  })
}
