import { useApp, useAppStore } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { useDocuments } from './documents-context.tsx'

/** Over a document that came by a link: nothing of it is stored here until it is kept. */
export function UnkeptBanner() {
  const isUnkept = useApp((state) => state.saved.kind === 'unkept')
  const store = useAppStore()
  const { library } = useDocuments()
  if (!isUnkept) return null
  const discard = async () => {
    const removed = await library.remove(store.getState().documentId)
    if (removed)
      toast(`Discarded '${removed.title}'`, { action: { label: 'Undo', onClick: removed.restore }, duration: 12_000 })
  }
  return (
    <section className="unkept" aria-label="Shared document">
      <p className="unkept-words">
        <strong>Opened from a link.</strong> It is stored in this browser once you keep it, or change its text.
      </p>
      <Button onClick={discard}>Discard</Button>
      <Button variant="primary" onClick={() => library.keep()}>
        Keep
      </Button>
    </section>
  )
}
