import type { DocumentStorage, WriteResult } from '../../platform/document-storage.ts'
import type { TabChannel } from '../../platform/tab-channel.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { OpenedDocument } from '../../store/state.ts'
import type { DocumentEntries } from './document-entries.ts'
import type { DocumentSaver } from './document-saver.ts'
import { toOpened } from './saved-document.ts'

/** A document taken out of the list, with what puts it back and opens it. */
export interface RemovedDocument {
  readonly title: string
  restore(): Promise<void>
}

export interface DeletedDocuments {
  /** Takes a document away for 30 days; null when the browser refused. When it is the open one, another one is opened. */
  remove(id: string): Promise<RemovedDocument | null>
  /** Puts a deleted document back into the list. */
  restore(id: string): Promise<WriteResult>
  removeForGood(id: string): Promise<WriteResult>
  /** Deletes for good what was deleted long ago. */
  purge(): Promise<void>
}

/** How long a deleted document can be restored. */
export const DAYS_KEPT = 30
const DAY = 24 * 60 * 60 * 1000

interface DeletedParts {
  readonly store: AppStore
  readonly storage: DocumentStorage
  readonly entries: DocumentEntries
  readonly saver: DocumentSaver
  readonly channel: TabChannel
  readonly now: () => number
  readonly open: (document: OpenedDocument) => void
  readonly openAnother: () => Promise<void>
}

export function createDeletedDocuments(parts: DeletedParts): DeletedDocuments {
  const { store, storage, entries, saver, channel, now, open, openAnother } = parts
  const isOpen = (id: string) => store.getState().documentId === id

  /** It was not deleted after all: what was typed meanwhile is saved. */
  const goOn = async (id: string) => {
    saver.takeBack(id)
    if (isOpen(id)) await saver.save(store.getState())
  }

  const putBack = async (id: string): Promise<WriteResult> => {
    saver.takeBack(id)
    const title = entries.find(id)?.title ?? ''
    entries.drop(id)
    const free = entries.freeTitle(title)
    const result = await storage.amend(id, { deletedAt: undefined, ...(free === title ? {} : { title: free }) })
    await entries.refresh(saver.isInMemory).catch(() => undefined)
    channel.say({ kind: 'listed' })
    return result
  }

  return {
    async remove(id) {
      const kept = isOpen(id) ? toOpened(store.getState()) : undefined
      if (isOpen(id)) await saver.save(store.getState())
      await saver.settled()
      const title = kept?.title ?? entries.find(id)?.title ?? ''
      const document = kept ?? (saver.isInMemory(id) ? await saver.load(id) : undefined)
      saver.leaveOut(id)
      const deletedAt = now()
      const result = await storage.amend(id, { deletedAt })
      const isStored = result.kind === 'done'
      if (result.kind === 'failed' && saver.held(id)) {
        await goOn(id)
        return null
      }
      if (isStored) entries.change(id, { deletedAt })
      else entries.drop(id)
      saver.forget(id)
      channel.say({ kind: 'deleted', id })
      if (isOpen(id)) await openAnother()
      return {
        title,
        async restore() {
          if (isStored) await putBack(id)
          else saver.takeBack(id)
          const again = (await saver.load(id)) ?? document
          if (again && !('damaged' in again)) open(again)
        },
      }
    },
    restore: putBack,
    async removeForGood(id) {
      await saver.settled()
      saver.leaveOut(id)
      const result = await storage.remove(id)
      if (result.kind === 'failed') {
        await goOn(id)
        return result
      }
      saver.forget(id)
      entries.drop(id)
      channel.say({ kind: 'deleted', id })
      if (isOpen(id)) await openAnother()
      return result
    },
    async purge() {
      const before = now() - DAYS_KEPT * DAY
      const old = entries.store.getState().filter(({ deletedAt }) => deletedAt !== undefined && deletedAt < before)
      for (const { id } of old) if ((await storage.remove(id)).kind === 'done') entries.drop(id)
    },
  }
}
