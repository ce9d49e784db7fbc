import { createStore, promisifyRequest, type UseStore } from 'idb-keyval'

/** A document as it lies in storage, without its texts. */
export interface StoredHead<View> {
  readonly id: string
  readonly title: string
  /** Names of the files, in order. */
  readonly files: readonly string[]
  /** Positions, folds, settings: whatever belongs to the document and is not text. */
  readonly view: View
  /** Grows by one with every save. */
  readonly revision: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
}

export interface StoredFile {
  readonly name: string
  readonly text: string
}

/** What a save came to. `newer`: another tab saved since `base`, nothing was written. */
export type SaveResult =
  | { readonly kind: 'saved'; readonly revision: number; readonly at: number }
  | { readonly kind: 'newer' }
  | { readonly kind: 'failed'; readonly reason: string }

export interface DocumentStorage<View> {
  /** Newest first. */
  list(): Promise<readonly StoredHead<View>[]>
  load(id: string): Promise<{ readonly head: StoredHead<View>; readonly files: readonly StoredFile[] } | undefined>
  /**
   * Writes a document over revision `base` of itself (0 when it was never stored), in one transaction with the
   * comparison. Texts that `unchanged` names are in storage already and are not written again.
   */
  save(
    document: {
      readonly id: string
      readonly title: string
      readonly files: readonly StoredFile[]
      readonly view: View
    },
    base: number,
    unchanged: ReadonlySet<string>,
  ): Promise<SaveResult>
  remove(id: string): Promise<void>
}

type Run = <Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<Result>) => Promise<Result>

const HEAD = 'head/'
const HEADS = () => IDBKeyRange.bound(HEAD, `${HEAD}\uffff`)
const textKey = (id: string, file: string) => `text/${id}/${file}`
const textsOf = (id: string) => IDBKeyRange.bound(`text/${id}/`, `text/${id}/\uffff`)

/** Storage in IndexedDB. Every call may reject when the browser denies it; `save` says so instead. */
export function createDocumentStorage<View>(): DocumentStorage<View> {
  let opened: UseStore | undefined
  const run: Run = async (mode, work) => {
    opened ??= createStore('bulkhead', 'documents')
    try {
      return await opened(mode, work)
    } catch (error) {
      opened = undefined
      throw error
    }
  }
  return {
    async list() {
      const heads = await run('readonly', (store) => promisifyRequest<StoredHead<View>[]>(store.getAll(HEADS())))
      return heads.sort((a, b) => b.savedAt - a.savedAt)
    },
    load: (id) => run('readonly', (store) => loadFrom<View>(store, id)),
    async save(document, base, unchanged) {
      const { id, title, view } = document
      const head = {
        id,
        title,
        view,
        files: document.files.map(({ name }) => name),
        revision: base + 1,
        savedAt: Date.now(),
      }
      try {
        const isNewer = await run('readwrite', (store) => replaceIn(store, head, document.files, unchanged))
        return isNewer ? { kind: 'newer' } : { kind: 'saved', revision: head.revision, at: head.savedAt }
      } catch (error) {
        return { kind: 'failed', reason: toReason(error) }
      }
    },
    remove: (id) =>
      run('readwrite', async (store) => {
        store.delete(textsOf(id))
        store.delete(HEAD + id)
        await promisifyRequest(store.transaction)
      }),
  }
}

async function loadFrom<View>(store: IDBObjectStore, id: string) {
  const head = await promisifyRequest<StoredHead<View> | undefined>(store.get(HEAD + id))
  if (!head) return undefined
  const texts = await Promise.all(
    head.files.map((name) => promisifyRequest<string | undefined>(store.get(textKey(id, name)))),
  )
  return { head, files: head.files.map((name, index) => ({ name, text: texts[index] ?? '' })) }
}

/** Returns whether a newer revision is there; then nothing is written. */
async function replaceIn<View>(
  store: IDBObjectStore,
  head: StoredHead<View>,
  files: readonly StoredFile[],
  unchanged: ReadonlySet<string>,
): Promise<boolean> {
  const there = await promisifyRequest<StoredHead<View> | undefined>(store.get(HEAD + head.id))
  if (there && there.revision !== head.revision - 1) return true
  const kept = new Set(head.files)
  for (const name of there?.files ?? []) if (!kept.has(name)) store.delete(textKey(head.id, name))
  for (const { name, text } of files) if (!there || !unchanged.has(name)) store.put(text, textKey(head.id, name))
  store.put(head, HEAD + head.id)
  await promisifyRequest(store.transaction)
  return false
}

function toReason(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return 'the browser has no room left'
  if (error instanceof DOMException) return `this browser does not let pages store (${error.name})`
  return error instanceof Error ? error.message : String(error)
}
