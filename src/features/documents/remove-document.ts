import { toast } from '../../ui/toast.ts'
import { DAYS_KEPT } from './deleted-documents.ts'
import type { Library } from './library.ts'

/** Deletes a document, and says how it comes back; for good where the browser has no room even for that. */
export async function removeDocument(library: Library, id: string): Promise<void> {
  const removed = await library.remove(id)
  if (removed)
    return toast(`Deleted '${removed.title}'`, {
      description: `It can be restored for ${DAYS_KEPT} days, under All documents`,
      action: { label: 'Undo', onClick: removed.restore },
      duration: 12_000,
    })
  toast.error('The browser has no room to keep it as deleted', {
    action: { label: 'Delete for good', onClick: () => library.removeForGood(id) },
    duration: 20_000,
  })
}
