import type { TabChannel, TabMessage } from '../../platform/tab-channel.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { toast } from '../../ui/toast.ts'
import type { DocumentEntries } from './document-entries.ts'
import type { DocumentSaver } from './document-saver.ts'

interface HearingParts {
  readonly store: AppStore
  readonly entries: DocumentEntries
  readonly saver: DocumentSaver
  readonly channel: TabChannel
  readonly open: (id: string) => Promise<boolean>
}

/** Keeps the list fresh, and says what happens elsewhere to the document that is open here. */
export function hearOtherTabs({ store, entries, saver, channel, open }: HearingParts): void {
  const tellOfOpen = (message: TabMessage) => {
    const { documentId, title, renameDocument } = store.getState()
    if (message.kind === 'listed' || message.id !== documentId) return
    if (message.kind === 'renamed') return renameDocument(message.title)
    const here = { id: `elsewhere-${documentId}`, duration: 60_000 }
    if (message.kind === 'deleted')
      return toast(`Another tab deleted '${title}'`, { ...here, description: 'It comes back once you change it here' })
    toast(`Another tab changed '${title}'`, {
      ...here,
      description: 'What you change here from now on becomes a copy',
      action: { label: 'Show its text', onClick: () => open(documentId) },
    })
  }
  channel.hear((message) => {
    tellOfOpen(message)
    entries.refresh(saver.isInMemory).catch(() => undefined)
  })
}
