import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DocumentStorage } from '../../platform/document-storage.ts'
import { type DamagedHead, type DocumentCounts, isDamaged, type StoredHead } from '../../platform/stored-document.ts'

/** A document of this browser, as lists show it. */
export interface DocumentEntry {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970; 0 when nobody knows. */
  readonly savedAt: number
  readonly counts?: DocumentCounts | undefined
  /** Since when it waits to be deleted for good. */
  readonly deletedAt?: number | undefined
  /** Why it cannot be read whole. */
  readonly damage?: string
}

/** The list of documents, newest first: what storage says, and what is in memory only. */
export interface DocumentEntries {
  readonly store: StoreApi<readonly DocumentEntry[]>
  /** Puts an entry first. */
  put(entry: DocumentEntry): void
  change(id: string, part: Partial<DocumentEntry>): void
  drop(id: string): void
  find(id: string): DocumentEntry | undefined
  /** Reads the list anew; entries that only this page knows stay. Rejects when the browser denies it. */
  refresh(isOnlyHere: (id: string) => boolean): Promise<void>
  /** `title`, with a number when another document is called so. */
  freeTitle(title: string): string
}

export function createDocumentEntries(storage: DocumentStorage): DocumentEntries {
  const store = createStore<readonly DocumentEntry[]>()(() => [])
  const all = () => store.getState()
  return {
    store,
    put: (entry) => store.setState([entry, ...all().filter(({ id }) => id !== entry.id)], true),
    change: (id, part) =>
      store.setState(
        all().map((entry) => (entry.id === id ? { ...entry, ...part } : entry)),
        true,
      ),
    drop: (id) =>
      store.setState(
        all().filter((entry) => entry.id !== id),
        true,
      ),
    find: (id) => all().find((entry) => entry.id === id),
    async refresh(isOnlyHere) {
      const stored = (await storage.list()).map(toEntry)
      const known = new Set(stored.map(({ id }) => id))
      const others = all().filter(({ id }) => !known.has(id) && isOnlyHere(id))
      store.setState([...others, ...stored], true)
    },
    freeTitle(title) {
      const taken = new Set(
        all()
          .filter(isAlive)
          .map((entry) => entry.title),
      )
      let free = title
      for (let number = 2; taken.has(free); number += 1) free = `${title} ${number}`
      return free
    },
  }
}

/** Neither deleted nor damaged. */
export function isAlive(entry: DocumentEntry): boolean {
  return entry.deletedAt === undefined && entry.damage === undefined
}

export function toEntry(head: StoredHead | DamagedHead): DocumentEntry {
  if (isDamaged(head)) return { id: head.id, title: head.title, savedAt: 0, damage: head.damage }
  const { id, title, savedAt, counts, deletedAt } = head
  return { id, title, savedAt, counts, deletedAt }
}
