import type { StoreApi } from 'zustand/vanilla'
import type { TextFile } from '../../core/model/edit.ts'
import type { Question } from '../../core/model/verdict.ts'
import type { DocumentStorage, WriteResult } from '../../platform/document-storage.ts'
import { newId } from '../../platform/new-id.ts'
import { readTabPreference, writeTabPreference } from '../../platform/preferences.ts'
import type { Survey } from '../../platform/storage-survey.ts'
import { createTabChannel, type TabChannel } from '../../platform/tab-channel.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { OpenedDocument } from '../../store/state.ts'
import { toast } from '../../ui/toast.ts'
import { createDeletedDocuments, type DeletedDocuments } from './deleted-documents.ts'
import { createDocumentEntries, type DocumentEntry, isAlive } from './document-entries.ts'
import { createDocumentSaver, LAST } from './document-saver.ts'
import { createDocumentVersions, type DocumentVersions } from './document-versions.ts'
import { hearOtherTabs } from './other-tabs.ts'
import { type Saveable, toView } from './saved-document.ts'

/** The documents of this browser. */
export interface Library extends DeletedDocuments {
  readonly entries: StoreApi<readonly DocumentEntry[]>
  readonly versions: DocumentVersions
  /** The document that was open or saved last, opened again; false when there is none. */
  reopenLast(): Promise<boolean>
  open(id: string): Promise<boolean>
  /** The texts of a document, which is not opened; null when they cannot be read whole. */
  read(id: string): Promise<readonly TextFile[] | null>
  /** Opens texts as a document of their own; returns its id. */
  create(title: string, files: readonly TextFile[], question?: Question): string
  /** Opens a document with its view; one that is `unkept` is stored once it is kept, or its text edited. Returns its id. */
  add(document: Omit<OpenedDocument, 'id'>, manner: 'stored' | 'unkept'): string
  /** Stores the document that is open and was not kept yet. */
  keep(): Promise<void>
  /** A second document with the same content, not opened. */
  duplicate(id: string): Promise<WriteResult>
  rename(id: string, title: string): Promise<WriteResult>
  /** Whether storage has the document as it was opened or saved last. */
  isStored(id: string): boolean
  /** Saves the state, and says in the store what came of it. One save runs at a time. */
  save(state: Saveable): Promise<void>
  /** What the document holds is known now: the list says so. */
  noteCounts(state: Saveable): void
  /** `title`, with a number when another document is called so. */
  freeTitle(title: string): string
  /** What can be read of a damaged document. */
  salvage(id: string): Promise<readonly TextFile[]>
  survey(): Promise<Survey>
}

export function createLibrary(
  store: AppStore,
  storage: DocumentStorage,
  channel: TabChannel = createTabChannel(),
  now: () => number = Date.now,
): Library {
  const entries = createDocumentEntries(storage)
  const saver = createDocumentSaver({ store, storage, entries, channel, now })

  const show = (document: OpenedDocument) => {
    store.getState().openDocument(document)
    writeTabPreference(LAST, document.id)
  }

  const open = async (id: string) => {
    const document = await saver.load(id)
    if (document && 'damaged' in document) {
      entries.change(id, { damage: document.damaged })
      return false
    }
    if (!document) return false
    // It may have been deleted here, and brought back elsewhere.
    saver.takeBack(id)
    show(document)
    const stored = saver.held(id)
    if (saver.isHeldBack(id)) store.getState().setSaved({ kind: 'unkept' })
    else if (saver.isInMemory(id)) await saver.save(store.getState())
    else if (stored) store.getState().setSaved({ kind: 'saved', at: stored.writtenAt })
    return true
  }

  const add: Library['add'] = (given, manner) => {
    const document = { ...given, id: newId(), title: entries.freeTitle(given.title) }
    if (manner === 'unkept') saver.holdBack(document.id, document.files)
    entries.put({ id: document.id, title: document.title, savedAt: now() })
    show(document)
    if (manner === 'unkept') store.getState().setSaved({ kind: 'unkept' })
    return document.id
  }

  const create: Library['create'] = (title, files, question) =>
    add({ title, files, question: question ?? null }, 'stored')

  /** The newest that can be read. */
  const openNewest = async (first?: string) => {
    const alive = entries.store.getState().filter(isAlive)
    const preferred = alive.filter(({ id }) => id === first)
    for (const { id } of [...preferred, ...alive]) if (await open(id)) return true
    return false
  }
  const openAnother = async () => {
    if (!(await openNewest())) create('untitled', [])
  }

  const deleted = createDeletedDocuments({ store, storage, entries, saver, channel, now, open: show, openAnother })
  hearOtherTabs({ store, entries, saver, channel, open })

  return {
    ...deleted,
    entries: entries.store,
    versions: createDocumentVersions({ store, storage, saver }),
    open,
    add,
    async keep() {
      saver.letGo(store.getState().documentId)
      await saver.save(store.getState())
    },
    create,
    freeTitle: entries.freeTitle,
    isStored: (id) => saver.held(id) !== undefined,
    async reopenLast() {
      await entries.refresh(saver.isInMemory).catch(() => undefined)
      deleted.purge()
      const isOpened = await openNewest(readTabPreference(LAST) ?? undefined)
      sayDamage(entries.store.getState())
      return isOpened
    },
    async read(id) {
      await saver.settled()
      const document = await saver.read(id)
      return !document || 'damaged' in document ? null : document.files
    },
    async duplicate(id) {
      if (store.getState().documentId === id) await saver.save(store.getState())
      await saver.settled()
      const document = await saver.read(id)
      if (!document || 'damaged' in document) return { kind: 'gone' }
      const copy = { id: newId(), title: entries.freeTitle(`${document.title} (copy)`), files: document.files }
      const state = { ...store.getState(), ...document }
      const { counts } = entries.find(id) ?? {}
      const result = await storage.save({ ...copy, view: toView(state), counts }, 0)
      if (result.kind !== 'saved') return result.kind === 'newer' ? { kind: 'gone' } : result
      entries.put({ id: copy.id, title: copy.title, savedAt: result.at, counts })
      channel.say({ kind: 'listed' })
      return { kind: 'done' }
    },
    async rename(id, wanted) {
      const title = entries.freeTitle(wanted)
      if (store.getState().documentId === id) {
        store.getState().renameDocument(title)
        return { kind: 'done' }
      }
      const result = await storage.amend(id, { title })
      if (result.kind !== 'done') return result
      entries.change(id, { title })
      channel.say({ kind: 'renamed', id, title })
      return result
    },
    save: saver.save,
    noteCounts: saver.noteCounts,
    salvage: (id) => storage.salvage(id),
    survey: () => storage.survey(),
  }
}

function sayDamage(entries: readonly DocumentEntry[]): void {
  const [first, ...others] = entries.filter(({ damage }) => damage !== undefined)
  if (!first) return
  const title =
    others.length === 0
      ? `'${first.title}' cannot be read whole`
      : `${others.length + 1} documents cannot be read whole`
  toast.error(title, {
    id: 'damaged-documents',
    description: `${first.damage}. Nothing was changed: see what can be read under All documents`,
    duration: 60_000,
  })
}
