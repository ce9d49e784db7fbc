/** The form in which documents are written; a larger number was written by a newer version of the page. */
export const SCHEMA = 2

/** A text as a head or a version names it: the text itself lies beside them, and is never changed. */
export interface StoredText {
  /** Of the file. */
  readonly name: string
  /** Of the text, within its document. */
  readonly text: string
  /** In UTF-16 units; 0 where an older version of the page did not note it. */
  readonly length: number
}

export interface DocumentCounts {
  readonly files: number
  readonly workloads: number
  readonly policies: number
}

/** A document as it lies in storage, without its texts. */
export interface StoredHead {
  readonly schema: number
  readonly id: string
  readonly title: string
  /** In order. */
  readonly files: readonly StoredText[]
  /** Positions, folds, settings: whatever belongs to the document and is not text. Not checked here. */
  readonly view: unknown
  /** Grows by one with every save. */
  readonly revision: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
  readonly counts?: DocumentCounts
  /** Since when it waits to be deleted for good. */
  readonly deletedAt?: number
}

/** What lies in storage and cannot be read whole. */
export interface DamagedHead {
  readonly id: string
  readonly title: string
  readonly damage: string
}

export interface StoredFile {
  readonly name: string
  readonly text: string
}

export function isDamaged(head: StoredHead | DamagedHead): head is DamagedHead {
  return 'damage' in head
}

/** A head as it was found. Heads of schema 1 named their texts as the files. */
export function readHead(id: string, found: unknown): StoredHead | DamagedHead {
  if (!isObject(found)) return { id, title: 'unreadable document', damage: 'its description is damaged' }
  const { title, files, view, revision, savedAt, counts, deletedAt, schema = 1 } = found
  const named = typeof title === 'string' && title !== '' ? title : 'unreadable document'
  if (typeof schema === 'number' && schema > SCHEMA)
    return { id, title: named, damage: 'it was saved by a newer version of Bulkhead' }
  const texts = readTexts(files)
  if (!texts || typeof title !== 'string' || !isCount(revision) || typeof savedAt !== 'number')
    return { id, title: named, damage: 'its description is damaged' }
  return {
    schema: SCHEMA,
    id,
    title,
    files: texts,
    view,
    revision,
    savedAt,
    ...(isCounts(counts) ? { counts } : {}),
    ...(typeof deletedAt === 'number' ? { deletedAt } : {}),
  }
}

/** The texts a head or a version names, or undefined when that is no such list. */
export function readTexts(found: unknown): readonly StoredText[] | undefined {
  if (!Array.isArray(found)) return undefined
  const texts = found.map(readText)
  return texts.some((text) => text === undefined) ? undefined : (texts as readonly StoredText[])
}

function readText(found: unknown): StoredText | undefined {
  if (typeof found === 'string') return { name: found, text: found, length: 0 }
  if (!isObject(found) || typeof found.name !== 'string' || typeof found.text !== 'string') return undefined
  return { name: found.name, text: found.text, length: isCount(found.length) ? found.length : 0 }
}

/** A text as it lies in storage: with the name it had, for the day on which nothing else tells. */
export function toTextRecord({ name, text }: StoredFile): unknown {
  return { name, text }
}

/** The other way round; older versions of the page wrote the text alone. */
export function readTextRecord(found: unknown): { readonly name?: string; readonly text: string } | undefined {
  if (typeof found === 'string') return { text: found }
  if (!isObject(found) || typeof found.text !== 'string') return undefined
  return typeof found.name === 'string' ? { name: found.name, text: found.text } : { text: found.text }
}

export function isCounts(found: unknown): found is DocumentCounts {
  return isObject(found) && isCount(found.files) && isCount(found.workloads) && isCount(found.policies)
}

export function isObject(found: unknown): found is Readonly<Record<string, unknown>> {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
}

function isCount(found: unknown): found is number {
  return typeof found === 'number' && Number.isInteger(found) && found >= 0
}
