import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TextFile } from '../../core/model/edit.ts'
import { type EngineSettings, readStoredSettings } from '../../core/model/settings.ts'
import type { Question } from '../../core/model/verdict.ts'
import type { Positions } from '../../core/picture/picture.ts'
import type { PictureFilter } from '../../core/picture/picture-filter.ts'
import type { DocumentStorage } from '../../platform/document-storage.ts'
import { newId } from '../../platform/new-id.ts'
import { readTabPreference, writeTabPreference } from '../../platform/preferences.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { AppData, OpenedDocument } from '../../store/state.ts'
import { toast } from '../../ui/toast.ts'

/** What is stored of a document beside its texts. */
export interface StoredView {
  readonly positions: Positions
  readonly folds: Readonly<Record<string, boolean>>
  readonly settings: EngineSettings
  readonly question: Question | null
  /** Absent in what was stored before there were filters. */
  readonly filter?: PictureFilter
}

export interface DocumentEntry {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly savedAt: number
}

/** The part of the state that is saved. */
export type Saveable = Pick<
  AppData,
  'documentId' | 'title' | 'document' | 'positions' | 'folds' | 'filter' | 'settings' | 'question'
>

/** A document taken out of the list, with what puts it back. */
export interface RemovedDocument {
  readonly title: string
  restore(): Promise<void>
}

/** The documents of this browser. */
export interface Library {
  readonly entries: StoreApi<readonly DocumentEntry[]>
  /** The document that was saved last, opened again; false when there is none. */
  reopenLast(): Promise<boolean>
  open(id: string): Promise<boolean>
  /** Opens texts as a document of their own; returns its id. */
  create(title: string, files: readonly TextFile[], question?: Question): string
  /** Whether storage has the document as it was opened or saved last. */
  isStored(id: string): boolean
  /** Takes a document away; when it is the open one, another one is opened, or an empty one. */
  remove(id: string): Promise<RemovedDocument | null>
  /** Saves the state, and says in the store what came of it. One save runs at a time. */
  save(state: Saveable): Promise<void>
  /** `title`, with a number when another document is called so. */
  freeTitle(title: string): string
}

/** What storage holds of a document this page has opened or saved. */
interface Held {
  readonly revision: number
  readonly savedAt: number
  readonly files: readonly TextFile[]
}

const LAST = 'last-document'

export function createLibrary(store: AppStore, storage: DocumentStorage<StoredView>): Library {
  const entries = createStore<readonly DocumentEntry[]>()(() => [])
  const held = new Map<string, Held>()
  /** Documents that could not be stored: they live as long as the page. */
  const inMemory = new Map<string, OpenedDocument>()
  const removed = new Set<string>()
  /** By id of a document that goes on as a copy: the copy. */
  const copies = new Map<string, { readonly documentId: string; readonly title: string }>()
  let saving: Promise<void> = Promise.resolve()

  const listed = (entry: DocumentEntry) =>
    entries.setState((list) => [entry, ...list.filter(({ id }) => id !== entry.id)], true)

  const show = (document: OpenedDocument) => {
    store.getState().openDocument(document)
    writeTabPreference(LAST, document.id)
  }

  const load = async (id: string): Promise<OpenedDocument | undefined> => {
    copies.delete(id)
    const kept = inMemory.get(id)
    if (kept) return kept
    const stored = await storage.load(id).catch(() => undefined)
    if (!stored) return undefined
    held.set(id, { revision: stored.head.revision, savedAt: stored.head.savedAt, files: stored.files })
    const { view, title } = stored.head
    return { id, title, files: stored.files, ...view, settings: readStoredSettings(view.settings) }
  }

  const open = async (id: string) => {
    await saving
    const document = await load(id)
    if (!document) return false
    show(document)
    const stored = held.get(id)
    if (stored) store.getState().setSaved({ kind: 'saved', at: stored.savedAt })
    return true
  }

  const freeTitle = (title: string) => {
    const taken = new Set(entries.getState().map((entry) => entry.title))
    let free = title
    for (let number = 2; taken.has(free); number += 1) free = `${title} ${number}`
    return free
  }

  const create = (title: string, files: readonly TextFile[], question: Question | null = null) => {
    const document = { id: newId(), title: freeTitle(title), files, question }
    listed({ id: document.id, title: document.title, savedAt: Date.now() })
    show(document)
    return document.id
  }

  const write = async (wanted: Saveable): Promise<void> => {
    const state = { ...wanted, ...copies.get(wanted.documentId) }
    const { documentId: id, title, document, positions, folds, filter, settings, question } = state
    if (removed.has(id)) return
    const base = held.get(id)
    const unchanged = new Set(document.files.filter((file) => base?.files.includes(file)).map(({ name }) => name))
    const isOpen = () => store.getState().documentId === id
    const content = { id, title, files: document.files, view: { positions, folds, filter, settings, question } }
    const result = await storage.save(content, base?.revision ?? 0, unchanged)
    if (result.kind === 'newer') return writeCopy(state)
    if (result.kind === 'saved') {
      held.set(id, { revision: result.revision, savedAt: result.at, files: document.files })
      inMemory.delete(id)
      listed({ id, title, savedAt: result.at })
      // What was typed while this was written is not saved yet: its own save will say so.
      if (isOpen() && store.getState().document === document)
        store.getState().setSaved({ kind: 'saved', at: result.at })
      return
    }
    inMemory.set(id, { ...content, ...content.view })
    listed({ id, title, savedAt: Date.now() })
    if (isOpen()) store.getState().setSaved({ kind: 'failed', reason: result.reason })
  }

  /** Another tab saved this document in the meantime: nobody's work is overwritten. */
  const writeCopy = async (state: Saveable) => {
    const copy = { ...state, documentId: newId(), title: freeTitle(`${state.title} (copy)`) }
    copies.set(state.documentId, { documentId: copy.documentId, title: copy.title })
    const { documentId, becomeCopy, setSaved } = store.getState()
    if (documentId === state.documentId) {
      becomeCopy(copy.documentId, copy.title)
      writeTabPreference(LAST, copy.documentId)
    }
    toast.warning(`Another tab saved a newer version of '${state.title}'`, {
      description: `Nothing is lost: your work goes on as '${copy.title}'`,
      duration: 20_000,
    })
    await write(copy)
    const { saved, documentId: openId } = store.getState()
    if (openId === copy.documentId && saved.kind === 'saved')
      setSaved({ kind: 'copied', at: saved.at, title: copy.title })
  }

  return {
    entries,
    open,
    create,
    freeTitle,
    isStored: (id) => held.has(id),
    async reopenLast() {
      const heads = await storage.list().catch(() => [])
      entries.setState(
        heads.map(({ id, title, savedAt }) => ({ id, title, savedAt })),
        true,
      )
      const last = heads.find(({ id }) => id === readTabPreference(LAST)) ?? heads[0]
      return last !== undefined && (await open(last.id))
    },
    async remove(id) {
      await saving
      const document = store.getState().documentId === id ? toOpened(store.getState()) : await load(id)
      removed.add(id)
      await storage.remove(id).catch(() => undefined)
      held.delete(id)
      inMemory.delete(id)
      entries.setState((list) => list.filter((entry) => entry.id !== id), true)
      const [next] = entries.getState()
      if (store.getState().documentId === id && !(next && (await open(next.id)))) create('untitled', [])
      if (!document) return null
      return {
        title: document.title,
        async restore() {
          removed.delete(id)
          listed({ id, title: document.title, savedAt: Date.now() })
          show(document)
        },
      }
    },
    save(state) {
      saving = saving.then(() => write(state))
      return saving
    },
  }
}

function toOpened({ documentId, title, document, ...view }: Saveable): OpenedDocument {
  const { positions, folds, filter, settings, question } = view
  return { id: documentId, title, files: document.files, positions, folds, filter, settings, question }
}
