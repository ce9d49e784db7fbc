import { Check, CircleAlert } from 'lucide-react'
import { useDocuments } from '../features/documents/documents-context.tsx'
import { useApp } from '../store/context.tsx'
import type { SavedState } from '../store/state.ts'

/** Whether the document is saved; where it is not, a way to what can be done. */
export function Saved() {
  const saved = useApp((state) => state.saved)
  const { dialog } = useDocuments()
  const words = toWords(saved)
  if (saved.kind === 'failed')
    return (
      <button
        type="button"
        className="saved saved-notice saved-failed"
        title={words}
        onClick={() => dialog.setState({ kind: 'documents' }, true)}
      >
        <CircleAlert size={13} aria-hidden />
        <span className="saved-words">{words}</span>
      </button>
    )
  return (
    <span className={`saved ${saved.kind === 'copied' ? 'saved-notice' : ''}`} title={words}>
      {saved.kind === 'saved' && <Check size={13} aria-hidden />}
      {saved.kind === 'copied' && <CircleAlert size={13} aria-hidden />}
      <span className="saved-words">{words}</span>
    </span>
  )
}

function toWords(saved: SavedState): string {
  const at = 'at' in saved ? new Date(saved.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) : ''
  switch (saved.kind) {
    case 'unkept':
      return 'not stored: keep it, or change its text'
    case 'saving':
      return 'saving…'
    case 'saved':
      return `saved in this browser ${at}`
    case 'copied':
      return `another tab saved a newer version: this one is now '${saved.title}', saved ${at}`
    case 'failed':
      return `not saved, kept in memory only: ${saved.reason}`
  }
}
