import { HEADS, headKey, textKey, textsOf, versionsKey } from './document-keys.ts'
import { newId } from './new-id.ts'
import type { RecordArea, Records } from './records.ts'
import { type Survey, salvageFrom, surveyOf } from './storage-survey.ts'
import {
  type DamagedHead,
  type DocumentCounts,
  isDamaged,
  readHead,
  SCHEMA,
  type StoredFile,
  type StoredHead,
  toTextRecord,
} from './stored-document.ts'
import {
  addVersion,
  dropTexts,
  filesOf,
  type LoadedFile,
  loadTexts,
  readVersions,
  type StoredVersion,
  type VersionReason,
} from './stored-versions.ts'
import { type WriteFailure, whyNotWritten } from './write-failure.ts'

/** A document on its way into storage. */
export interface DocumentToStore {
  readonly id: string
  readonly title: string
  /** `stored`: the text that storage is thought to hold already. */
  readonly files: readonly (StoredFile & { readonly stored?: string | undefined })[]
  readonly view: unknown
  /** Absent: as they were. */
  readonly counts?: DocumentCounts | undefined
}

/** What a save came to. `newer`: another tab saved since `base`, or what is there cannot be read; nothing was written. */
export type SaveResult =
  | {
      readonly kind: 'saved'
      readonly revision: number
      readonly at: number
      /** Of the files, in order. */
      readonly texts: readonly string[]
    }
  | { readonly kind: 'newer' }
  | WriteFailure

export type WriteResult = { readonly kind: 'done' } | { readonly kind: 'gone' } | WriteFailure

export type LoadedDocument =
  | {
      readonly kind: 'whole'
      readonly head: StoredHead
      readonly files: readonly LoadedFile[]
    }
  | { readonly kind: 'damaged'; readonly title: string; readonly damage: string }

export interface DocumentStorage {
  /** Newest first. */
  list(): Promise<readonly (StoredHead | DamagedHead)[]>
  load(id: string): Promise<LoadedDocument | undefined>
  /**
   * Writes a document over revision `base` of itself (0 when it was never stored), in one transaction with the
   * comparison. `keep`: what it replaces becomes a version. A document that waits to be deleted is kept again.
   */
  save(document: DocumentToStore, base: number, keep?: VersionReason): Promise<SaveResult>
  /** Changes what is said of a document, and not its text or revision. */
  amend(id: string, part: HeadPart): Promise<WriteResult>
  /** Deletes a document for good, with its versions. */
  remove(id: string): Promise<WriteResult>
  /** Whatever text can be read of a damaged document. */
  salvage(id: string): Promise<readonly StoredFile[]>
  survey(): Promise<Survey>
  /** Newest first. */
  versions(id: string): Promise<readonly StoredVersion[]>
  /** The text that is stored now becomes a version. */
  keepVersion(id: string, why: StoredVersion['why'], name?: string): Promise<WriteResult>
  /** Replaces the list of versions; texts that nothing names any more go. */
  changeVersions(
    id: string,
    change: (versions: readonly StoredVersion[]) => readonly StoredVersion[],
  ): Promise<WriteResult>
  /** Puts a version back that was removed, with its texts. */
  putVersionBack(id: string, version: StoredVersion, texts: readonly StoredFile[]): Promise<WriteResult>
  loadVersion(id: string, version: StoredVersion): Promise<VersionTexts>
}

export interface HeadPart {
  readonly title?: string
  readonly counts?: DocumentCounts
  readonly deletedAt?: number | undefined
}

export interface VersionTexts {
  readonly files: readonly LoadedFile[]
  /** Names of files whose text is not there. */
  readonly missing: readonly string[]
}

/** Documents among the records of `area`. Reading rejects when the browser denies it; writing says so instead. */
export function createDocumentStorage(area: RecordArea, now: () => number = Date.now): DocumentStorage {
  const write = async (work: (records: Records) => Promise<WriteResult>): Promise<WriteResult> =>
    area.write(work).catch(whyNotWritten)

  return {
    async list() {
      const found = await area.read((records) => records.under(HEADS))
      return found.map(([key, value]) => readHead(key.slice(HEADS.length), value)).sort(newestFirst)
    },
    load: (id) => area.read((records) => loadFrom(records, id)),
    save: (document, base, keep) =>
      area.write((records) => replaceIn(records, document, { base, keep, at: now() })).catch(whyNotWritten),
    amend: (id, part) =>
      write(async (records) => {
        const head = await headIn(records, id)
        if (!head) return { kind: 'gone' }
        records.put(headKey(id), { ...head, ...part })
        return { kind: 'done' }
      }),
    remove: (id) =>
      write(async (records) => {
        records.deleteUnder(textsOf(id))
        records.delete(versionsKey(id))
        records.delete(headKey(id))
        return { kind: 'done' }
      }),
    salvage: (id) => area.read((records) => salvageFrom(records, id)),
    survey: () => area.read(surveyOf),
    versions: (id) => area.read((records) => readVersions(records, id)),
    keepVersion: (id, why, name) =>
      write(async (records) => {
        const head = await headIn(records, id)
        if (!head) return { kind: 'gone' }
        await keepIn(records, head, [head], why, name)
        return { kind: 'done' }
      }),
    changeVersions: (id, change) =>
      write(async (records) => {
        const head = await headIn(records, id)
        const before = await readVersions(records, id)
        const after = change(before)
        records.put(versionsKey(id), after)
        const gone = before.filter((version) => !after.some((kept) => kept.id === version.id))
        // The texts of a document whose head cannot be read are nobody's to delete.
        if (head) dropTexts(records, id, gone.flatMap(filesOf), [head, ...after])
        return { kind: 'done' }
      }),
    putVersionBack: (id, version, texts) =>
      write(async (records) => {
        const head = await headIn(records, id)
        if (!head) return { kind: 'gone' }
        const others = (await readVersions(records, id)).filter((other) => other.id !== version.id)
        const byName = new Map(texts.map(({ name, text }) => [name, text]))
        for (const { name, text: key } of version.files) {
          const text = byName.get(name)
          // What was missing before is missing again, and not empty.
          if (text !== undefined) records.put(textKey(id, key), toTextRecord({ name, text }))
        }
        records.put(
          versionsKey(id),
          [version, ...others].sort((one, other) => other.at - one.at),
        )
        return { kind: 'done' }
      }),
    loadVersion: (id, version) => area.read((records) => loadTexts(records, id, version.files)),
  }
}

async function headIn(records: Records, id: string): Promise<StoredHead | undefined> {
  const found = await records.get(headKey(id))
  const head = found === undefined ? undefined : readHead(id, found)
  return head === undefined || isDamaged(head) ? undefined : head
}

async function loadFrom(records: Records, id: string): Promise<LoadedDocument | undefined> {
  const found = await records.get(headKey(id))
  if (found === undefined) return undefined
  const head = readHead(id, found)
  if (isDamaged(head)) return { kind: 'damaged', title: head.title, damage: head.damage }
  const { files, missing } = await loadTexts(records, id, head.files)
  if (missing.length > 0)
    return { kind: 'damaged', title: head.title, damage: `the text of ${missing.join(', ')} is missing` }
  return { kind: 'whole', head, files }
}

interface Replacing {
  readonly base: number
  readonly keep: VersionReason | undefined
  readonly at: number
}

async function replaceIn(
  records: Records,
  document: DocumentToStore,
  { base, keep, at }: Replacing,
): Promise<SaveResult> {
  const { id, title, view } = document
  const found = await records.get(headKey(id))
  const there = found === undefined ? undefined : readHead(id, found)
  if (there && (isDamaged(there) || there.revision !== base)) return { kind: 'newer' }
  const versions = await readVersions(records, id)
  const held = new Set([...(there ? [there] : []), ...versions].flatMap(filesOf).map(({ text }) => text))
  const files = document.files.map(({ name, text, stored }) => {
    const isHeld = stored !== undefined && held.has(stored)
    const key = isHeld ? stored : newId()
    if (!isHeld) records.put(textKey(id, key), toTextRecord({ name, text }))
    return { name, text: key, length: text.length }
  })
  const counts = document.counts ?? there?.counts
  const head = {
    schema: SCHEMA,
    id,
    title,
    view,
    files,
    revision: base + 1,
    savedAt: at,
    ...(counts ? { counts } : {}),
  }
  records.put(headKey(id), head)
  if (there && keep !== undefined) await keepIn(records, there, [head, there], keep)
  else if (there) dropTexts(records, id, there.files, [head, ...versions])
  return { kind: 'saved', revision: head.revision, at, texts: files.map(({ text }) => text) }
}

/** Makes the text of `head` a version; what falls out of the ring goes with the texts that nothing names any more. */
async function keepIn(
  records: Records,
  head: StoredHead,
  heads: readonly StoredHead[],
  why: StoredVersion['why'],
  name?: string,
): Promise<void> {
  const versions = await readVersions(records, head.id)
  const { kept, dropped } = addVersion(versions, head, why, name)
  records.put(versionsKey(head.id), kept)
  dropTexts(records, head.id, dropped.flatMap(filesOf), [...heads, ...kept])
}

function newestFirst(one: StoredHead | DamagedHead, other: StoredHead | DamagedHead): number {
  return savedAtOf(other) - savedAtOf(one)
}

function savedAtOf(head: StoredHead | DamagedHead): number {
  return isDamaged(head) ? 0 : head.savedAt
}
