import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { AppStore } from './create-app-store.ts'
import type { AppActions, AppState } from './state.ts'

const StoreContext = createContext<AppStore | null>(null)

export function StoreProvider({ store, children }: { store: AppStore; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>
}

/** The store itself, for reading the latest state in handlers and for subscriptions outside of rendering. */
export function useAppStore(): AppStore {
  const store = useContext(StoreContext)
  if (!store) throw new Error('useAppStore outside of StoreProvider')
  return store
}

/** Subscribes to a part of the state; the part must keep its identity while nothing changed. */
export function useApp<Part>(selector: (state: AppState) => Part): Part {
  return useStore(useAppStore(), selector)
}

/** The actions, which never change. */
export function useAppActions(): AppActions {
  return useAppStore().getState()
}
