import { createStore, type UseStore } from 'idb-keyval'

/** Values by key within one transaction. */
export interface Records {
  get(key: string): Promise<unknown>
  /** All whose key begins so, by key. */
  under(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]>
  keysUnder(prefix: string): Promise<readonly string[]>
  put(key: string, value: unknown): void
  delete(key: string): void
  deleteUnder(prefix: string): void
}

/** Where records lie. What a `write` does happens as a whole or not at all; it resolves once it is kept. */
export interface RecordArea {
  read<Result>(work: (records: Records) => Promise<Result>): Promise<Result>
  write<Result>(work: (records: Records) => Promise<Result>): Promise<Result>
}

/** Records in IndexedDB. Every call may reject when the browser denies it. */
export function createRecordArea(): RecordArea {
  let opened: UseStore | undefined
  const run = async <Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<Result>) => {
    try {
      opened ??= createStore('bulkhead', 'documents')
      return await onceOpen(opened, mode, work)
    } catch (error) {
      opened = undefined
      throw error
    }
  }
  return {
    read: (work) => run('readonly', (store) => work(recordsOf(store))),
    write: (work) =>
      run('readwrite', async (store) => {
        const finished = finishing(store.transaction)
        try {
          const result = await work(recordsOf(store))
          await finished
          return result
        } catch (error) {
          abandon(store.transaction)
          await finished.catch(() => undefined)
          throw error
        }
      }),
  }
}

/** Milliseconds in which a database is opened, on the slowest of machines. */
export const OPENING = 10_000

/** Rejects where the browser neither opens the database nor says why not: a page that waited for it would show nothing. */
function onceOpen<Result>(
  opened: UseStore,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = new Error('the storage of this browser does not answer')
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(late)
    }, OPENING)
    opened(mode, async (store) => {
      clearTimeout(timer)
      // It was said that nothing is kept: what is written now would come as a surprise.
      if (isLate) throw late
      return work(store)
    }).then(resolve, (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}

function recordsOf(store: IDBObjectStore): Records {
  return {
    get: (key) => answerOf(store.get(key)),
    async under(prefix) {
      const [keys, values] = await Promise.all([
        answerOf(store.getAllKeys(rangeUnder(prefix))),
        answerOf(store.getAll(rangeUnder(prefix))),
      ])
      return keys.map((key, index) => [String(key), values[index]] as const)
    },
    keysUnder: async (prefix) => (await answerOf(store.getAllKeys(rangeUnder(prefix)))).map(String),
    put: (key, value) => void store.put(value, key),
    delete: (key) => void store.delete(key),
    deleteUnder: (prefix) => void store.delete(rangeUnder(prefix)),
  }
}

function rangeUnder(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`)
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** A transaction that fails may tell why only by the request that failed. */
function finishing(transaction: IDBTransaction): Promise<void> {
  let failed: DOMException | null = null
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = ({ target }) => {
      failed = target instanceof IDBRequest ? target.error : failed
    }
    transaction.onabort = () => reject(transaction.error ?? failed ?? new Error('the browser gave up writing'))
  })
}

function abandon(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It has ended already.
  }
}
