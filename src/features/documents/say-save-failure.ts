import type { AppStore } from '../../store/create-app-store.ts'
import { toast } from '../../ui/toast.ts'
import type { DocumentDialog } from './shown-dialog.ts'

/** Says once that saving fails, with the way out; again only after a save went well. Returns what ends it. */
export function saySaveFailures(store: AppStore, dialog: DocumentDialog): () => void {
  let isSaid = false
  return store.subscribe(({ saved }, before) => {
    if (saved === before.saved) return
    if (saved.kind === 'saved' || saved.kind === 'copied') isSaid = false
    if (saved.kind !== 'failed' || isSaid) return
    isSaid = true
    toast.error('Your work is not saved', {
      id: 'save-failure',
      description: `${saved.reason}: it is kept in this tab only, until it is closed`,
      action: { label: 'What can be done…', onClick: () => dialog.setState({ kind: 'documents' }, true) },
      duration: 30_000,
    })
  })
}
