import type { RecordArea, Records } from './records.ts'

/** Records that several tabs of a test share. */
export interface MemoryRecords extends RecordArea {
  readonly values: Map<string, unknown>
  /** What a write fails with, while it is set. */
  refusal: Error | null
}

export function createMemoryRecords(): MemoryRecords {
  const values = new Map<string, unknown>()
  let last: Promise<unknown> = Promise.resolve()
  /** One transaction at a time, as IndexedDB runs those that write. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  return {
    values,
    refusal: null,
    read: (work) => inTurn(() => work(recordsOf(values))),
    write(work) {
      return inTurn(async () => {
        const before = new Map(values)
        const result = await work(recordsOf(values))
        if (this.refusal === null) return result
        values.clear()
        for (const [key, value] of before) values.set(key, value)
        throw this.refusal
      })
    },
  }
}

function recordsOf(values: Map<string, unknown>): Records {
  const keysUnder = (prefix: string) => [...values.keys()].filter((key) => key.startsWith(prefix)).sort()
  return {
    get: async (key) => structuredClone(values.get(key)),
    under: async (prefix) => keysUnder(prefix).map((key) => [key, structuredClone(values.get(key))] as const),
    keysUnder: async (prefix) => keysUnder(prefix),
    put: (key, value) => void values.set(key, structuredClone(value)),
    delete: (key) => void values.delete(key),
    deleteUnder(prefix) {
      for (const key of keysUnder(prefix)) values.delete(key)
    },
  }
}
