import type { DocumentStorage, StoredFile, StoredHead } from '../../platform/document-storage.ts'
import type { StoredView } from './library.ts'

interface Kept {
  readonly head: StoredHead<StoredView>
  readonly files: readonly StoredFile[]
}

/** Storage that several libraries, each standing for a tab, can share; `refusal` makes its saves fail. */
export function createMemoryStorage(): DocumentStorage<StoredView> & { refusal: string | null } {
  const kept = new Map<string, Kept>()
  let clock = 0
  return {
    refusal: null,
    list: async () => [...kept.values()].map(({ head }) => head).sort((a, b) => b.savedAt - a.savedAt),
    load: async (id) => kept.get(id),
    async save({ id, title, files, view }, base) {
      const there = kept.get(id)
      if (this.refusal !== null) return { kind: 'failed', reason: this.refusal }
      if (there && there.head.revision !== base) return { kind: 'newer' }
      clock += 1
      const head = { id, title, view, files: files.map(({ name }) => name), revision: base + 1, savedAt: clock }
      kept.set(id, { head, files })
      return { kind: 'saved', revision: head.revision, at: clock }
    },
    remove: async (id) => void kept.delete(id),
  }
}
