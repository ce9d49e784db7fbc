import { useStore } from 'zustand'
import { useDocuments } from './documents-context.tsx'
import type { ShownDialog } from './shown-dialog.ts'

/** The dialog about documents that is open, and what closes it. */
export function useShownDialog(): { readonly shown: ShownDialog | null; readonly close: () => void } {
  const { dialog } = useDocuments()
  return { shown: useStore(dialog), close: () => dialog.setState(null, true) }
}
