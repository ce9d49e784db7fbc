import type { TextFile } from '../../core/model/edit.ts'
import type { DocumentStorage, SaveResult } from '../../platform/document-storage.ts'
import { newId } from '../../platform/new-id.ts'
import { writeTabPreference } from '../../platform/preferences.ts'
import type { DocumentCounts, StoredHead } from '../../platform/stored-document.ts'
import type { LoadedFile } from '../../platform/stored-versions.ts'
import type { TabChannel } from '../../platform/tab-channel.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { OpenedDocument } from '../../store/state.ts'
import { toast } from '../../ui/toast.ts'
import type { DocumentEntries } from './document-entries.ts'
import {
  type Content,
  countsOf,
  isSameContent,
  isSameCounts,
  readView,
  type Saveable,
  toOpened,
  toView,
} from './saved-document.ts'
import { dueVersion, type Held, isSameText } from './version-rule.ts'

/** The document this tab had open last. */
export const LAST = 'last-document'

/** Loads and saves documents, one save at a time, and knows what storage holds of them. */
export interface DocumentSaver {
  /** Resolves once what was to be saved is saved. */
  settled(): Promise<void>
  save(state: Saveable): Promise<void>
  /** From memory or storage; `damaged` says why it cannot be read whole. */
  read(id: string): Promise<ReadDocument>
  /**
   * The same, to go on with: its next save is one over what was loaded. What was typed in it is saved before, as a copy
   * when another tab saved it.
   */
  load(id: string): Promise<ReadDocument>
  held(id: string): Held | undefined
  isInMemory(id: string): boolean
  /** From now on it is not saved any more, until it is taken back. */
  leaveOut(id: string): void
  takeBack(id: string): void
  /** It lives in the page only, until its text is another or it is let go. */
  holdBack(id: string, files: readonly TextFile[]): void
  letGo(id: string): void
  isHeldBack(id: string): boolean
  /** Storage does not have it any more. */
  forget(id: string): void
  noteCounts(state: Saveable): void
  /** A version of it was kept just now. */
  noteVersion(id: string): void
  /** Remembers under which names storage has texts. */
  noteTexts(files: readonly LoadedFile[]): readonly TextFile[]
}

export type ReadDocument = OpenedDocument | { readonly damaged: string } | undefined

export interface SaverParts {
  readonly store: AppStore
  readonly storage: DocumentStorage
  readonly entries: DocumentEntries
  readonly channel: TabChannel
  readonly now: () => number
}

export function createDocumentSaver({ store, storage, entries, channel, now }: SaverParts): DocumentSaver {
  const held = new Map<string, Held>()
  const counted = new Map<string, DocumentCounts>()
  /** As it was opened or saved last: then there is nothing to save. */
  const stands = new Map<string, Content>()
  /** Under which name storage has a text. */
  const stored = new WeakMap<TextFile, string>()
  /** Documents that could not be stored: they live as long as the page. */
  const inMemory = new Map<string, OpenedDocument>()
  const leftOut = new Set<string>()
  /** The texts that documents were opened with which are not stored until they are kept. */
  const heldBack = new Map<string, readonly TextFile[]>()
  /** By id of a document that goes on as a copy: the copy. */
  const copies = new Map<string, { readonly documentId: string; readonly title: string }>()
  let saving: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>) => {
    const turn = saving.then(work)
    // The next one has its turn whatever became of this one.
    saving = turn.catch(() => undefined)
    return turn
  }

  const noteTexts = (files: readonly LoadedFile[]) =>
    files.map(({ name, text, stored: key }) => {
      const file: TextFile = { name, text }
      stored.set(file, key)
      return file
    })

  const find = async (id: string) => {
    const kept = inMemory.get(id)
    if (kept) return { document: kept }
    const loaded = await storage.load(id).catch(() => undefined)
    if (!loaded) return undefined
    if (loaded.kind === 'damaged') return { damaged: loaded.damage }
    const { head } = loaded
    return { head, document: { id, title: head.title, files: noteTexts(loaded.files), ...readView(head.view) } }
  }

  const read: DocumentSaver['read'] = async (id) => {
    const found = await find(id)
    return found?.document ?? found
  }

  const load: DocumentSaver['load'] = async (id) => {
    const before = store.getState()
    if (before.documentId === id) await inTurn(() => write(before))
    await saving
    const found = await find(id)
    const { documentId, document: newest } = store.getState()
    if (documentId === id && newest !== before.document) return load(id)
    copies.delete(id)
    if (found?.head) noteLoaded(found.head, found.document)
    return found?.document ?? found
  }

  const noteLoaded = ({ id, revision, savedAt, counts }: StoredHead, document: Required<OpenedDocument>) => {
    const { files } = document
    held.set(id, { revision, files, writtenAt: savedAt, versionAt: now(), isFresh: true })
    if (counts) counted.set(id, counts)
    stands.set(id, { ...document, documentId: id, document: { revision: 0, files } })
  }

  const write = async (wanted: Saveable): Promise<void> => {
    const state = { ...wanted, ...copies.get(wanted.documentId) }
    const { documentId: id, document } = state
    if (leftOut.has(id)) return
    if (heldBack.get(id) === document.files) return void inMemory.set(id, toOpened(state))
    heldBack.delete(id)
    const base = held.get(id)
    const last = stands.get(id)
    if (base && last && isSameContent(last, state) && !inMemory.has(id)) return noteStanding(state, base.writtenAt)
    const counts = countsOf(state) ?? counted.get(id)
    const files = document.files.map((file) => ({ ...file, stored: stored.get(file) }))
    const content = { id, title: state.title, files, view: toView(state), counts }
    const result = await storage.save(content, base?.revision ?? 0, dueVersion(base, document.files, now()))
    if (result.kind === 'newer') return writeCopy(state)
    if (result.kind === 'saved') return noteSaved(state, result, counts)
    inMemory.set(id, toOpened(state))
    entries.put({ ...entries.find(id), id, title: state.title, savedAt: now(), counts, deletedAt: undefined })
    const { reason, cause } = result
    if (store.getState().documentId === id) store.getState().setSaved({ kind: 'failed', reason, cause })
  }

  const noteStanding = (state: Saveable, at: number) => {
    const { saved, setSaved } = store.getState()
    if (saved.kind === 'saving' && isSameContent(store.getState(), state)) setSaved({ kind: 'saved', at })
  }

  const noteSaved = (state: Saveable, saved: Extract<SaveResult, { kind: 'saved' }>, counts?: DocumentCounts) => {
    const { documentId: id, title, document } = state
    for (const [index, file] of document.files.entries()) stored.set(file, saved.texts[index] ?? '')
    stands.set(id, { ...toOpened(state), ...toView(state), documentId: id, document })
    held.set(id, holdSaved(held.get(id), document.files, saved))
    if (counts) counted.set(id, counts)
    inMemory.delete(id)
    entries.put({ id, title, savedAt: saved.at, counts })
    channel.say({ kind: 'saved', id, revision: saved.revision })
    const { documentId, document: newest, setSaved } = store.getState()
    // What was typed while this was written is not saved yet: its own save will say so.
    if (documentId === id && newest === document) setSaved({ kind: 'saved', at: saved.at })
  }

  const holdSaved = (
    before: Held | undefined,
    files: readonly TextFile[],
    { revision, at }: { revision: number; at: number },
  ): Held => {
    if (!before) return { revision, files, writtenAt: at, versionAt: at, isFresh: true }
    if (isSameText(before.files, files)) return { ...before, revision, files }
    const isKept = dueVersion(before, files, now()) !== undefined
    return { revision, files, writtenAt: at, versionAt: isKept ? at : before.versionAt, isFresh: false }
  }

  /** Another tab saved this document in the meantime: nobody's work is overwritten. */
  const writeCopy = async (state: Saveable) => {
    const copy = { ...state, documentId: newId(), title: entries.freeTitle(`${state.title} (copy)`) }
    copies.set(state.documentId, { documentId: copy.documentId, title: copy.title })
    inMemory.delete(state.documentId)
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

  const noteCounts = (state: Saveable) => {
    const counts = countsOf(state)
    const { documentId: id } = state
    if (!counts || isSameCounts(counts, counted.get(id))) return
    counted.set(id, counts)
    entries.change(id, { counts })
    if (held.has(id)) inTurn(async () => void (await storage.amend(id, { counts })))
  }

  return {
    settled: () => saving,
    save: (state) => inTurn(() => write(state)),
    read,
    load,
    held: (id) => held.get(id),
    isInMemory: (id) => inMemory.has(id),
    leaveOut: (id) => leftOut.add(id),
    takeBack: (id) => leftOut.delete(id),
    holdBack: (id, files) => heldBack.set(id, files),
    letGo: (id) => heldBack.delete(id),
    isHeldBack: (id) => heldBack.has(id),
    forget(id) {
      held.delete(id)
      inMemory.delete(id)
      counted.delete(id)
      stands.delete(id)
      heldBack.delete(id)
    },
    noteCounts,
    noteVersion(id) {
      const there = held.get(id)
      if (there) held.set(id, { ...there, versionAt: now(), isFresh: false })
    },
    noteTexts,
  }
}
