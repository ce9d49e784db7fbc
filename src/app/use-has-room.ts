import { useSyncExternalStore } from 'react'

/** Wide enough for two panes that can be worked in, side by side. */
const room = window.matchMedia('(min-width: 761px)')

/** Whether panes stand side by side. */
export function useHasRoom(): boolean {
  return useSyncExternalStore(subscribe, () => room.matches)
}

function subscribe(listener: () => void): () => void {
  room.addEventListener('change', listener)
  return () => room.removeEventListener('change', listener)
}
