import { useAppStore } from '../../store/context.tsx'
import { useDocuments } from './documents-context.tsx'

/** Tries to save the open document again, when the last save failed: room may have been made. */
export function useSaveAgain(): () => void {
  const { library } = useDocuments()
  const store = useAppStore()
  return () => {
    if (store.getState().saved.kind === 'failed') library.save(store.getState())
  }
}
