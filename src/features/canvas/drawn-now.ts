import { useEffect } from 'react'
import type { DrawnPicture } from '../../core/picture/svg/write-svg.ts'
import { useAppStore } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'

interface Drawn extends DrawnPicture {
  readonly documentId: string
}

/** What each canvas shows: no part of the state, for nothing is drawn anew when it changes. */
const drawn = new WeakMap<AppStore, Drawn>()

/** Remembers what is on the canvas, for whoever takes a picture of it. */
export function useDrawnNow(now: Drawn): void {
  const store = useAppStore()
  useEffect(() => {
    drawn.set(store, now)
  })
}

/** The picture of the open document as it lies on the canvas; undefined before the first one. */
export function drawnNow(store: AppStore): DrawnPicture | undefined {
  const now = drawn.get(store)
  return now?.documentId === store.getState().documentId ? now : undefined
}
