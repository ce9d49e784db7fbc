import { HEADS, headKey, TEXTS, textsOf, VERSIONS } from './document-keys.ts'
import type { Records } from './records.ts'
import {
  type DamagedHead,
  isDamaged,
  isObject,
  readHead,
  readTextRecord,
  readTexts,
  type StoredFile,
  type StoredText,
} from './stored-document.ts'
import { filesOf, readVersions, type StoredVersion, toVersions } from './stored-versions.ts'

/** What documents take, in UTF-16 units of their texts, and texts that belong to none. */
export interface Survey {
  readonly sizes: ReadonlyMap<string, DocumentSize>
  readonly orphans: readonly DamagedHead[]
}

export interface DocumentSize {
  readonly now: number
  /** Of what only versions need. */
  readonly versions: number
  readonly versionCount: number
}

export async function surveyOf(records: Records): Promise<Survey> {
  const [heads, lists, keys] = await Promise.all([
    records.under(HEADS),
    records.under(VERSIONS),
    records.keysUnder(TEXTS),
  ])
  const versions = new Map(lists.map(([key, value]) => [key.slice(VERSIONS.length), toVersions(value)]))
  const ids = heads.map(([key]) => key.slice(HEADS.length))
  const sizes = heads.map(([, value], index) => {
    const id = ids[index] ?? ''
    const head = readHead(id, value)
    return [id, sizeOf(isDamaged(head) ? [] : head.files, versions.get(id) ?? [])] as const
  })
  const known = new Set(ids)
  const owners = new Set(keys.map((key) => key.slice(TEXTS.length, key.indexOf('/', TEXTS.length))))
  const orphans = [...owners].filter((id) => !known.has(id))
  return { sizes: new Map(sizes), orphans: orphans.map(toOrphan) }
}

function toOrphan(id: string): DamagedHead {
  return { id, title: 'texts without a document', damage: 'its description is missing' }
}

function sizeOf(files: readonly StoredText[], versions: readonly StoredVersion[]): DocumentSize {
  const now = new Map(files.map(({ text, length }) => [text, length]))
  const earlier = new Map(versions.flatMap(filesOf).map(({ text, length }) => [text, length]))
  const onlyVersions = [...earlier].filter(([text]) => !now.has(text))
  return {
    now: total(now.values()),
    versions: total(onlyVersions.map(([, length]) => length)),
    versionCount: versions.length,
  }
}

function total(lengths: Iterable<number>): number {
  return [...lengths].reduce((sum, length) => sum + length, 0)
}

/**
 * What can be read of a document that is damaged: its own texts, an earlier one where that is all there is. When nothing
 * says which are its own, those that no version names, and of other files the newest version's.
 */
export async function salvageFrom(records: Records, id: string): Promise<readonly StoredFile[]> {
  const found = await records.get(headKey(id))
  const named = (isObject(found) ? readTexts(found.files) : undefined) ?? []
  const earlier = (await readVersions(records, id)).flatMap(filesOf)
  const texts = await textsIn(records, id)
  const own = named.flatMap(({ name, text }) => {
    const keys = [text, ...earlier.filter((one) => one.name === name).map((one) => one.text)]
    const there = keys.flatMap((key) => texts.get(key) ?? [])
    return there.slice(0, 1).map((record) => ({ name, text: record.text }))
  })
  return own.length > 0 ? own : guessFiles(texts, earlier)
}

type TextRecord = NonNullable<ReturnType<typeof readTextRecord>>

function guessFiles(texts: ReadonlyMap<string, TextRecord>, earlier: readonly StoredText[]): readonly StoredFile[] {
  const inVersions = new Set(earlier.map(({ text }) => text))
  const newest = [...texts].filter(([key]) => !inVersions.has(key)).map(toNamed)
  const taken = new Set(newest.map(({ name }) => name))
  const older = earlier.flatMap(({ name, text }) => {
    const record = texts.get(text)
    if (!record || taken.has(name)) return []
    taken.add(name)
    return [{ name, text: record.text }]
  })
  return [...newest, ...older]
}

function toNamed([key, { name, text }]: readonly [string, TextRecord], index: number): StoredFile {
  return { name: name ?? (key.includes('.') ? key : `recovered-${index + 1}.yaml`), text }
}

async function textsIn(records: Records, id: string): Promise<ReadonlyMap<string, TextRecord>> {
  const found = await records.under(textsOf(id))
  return new Map(
    found.flatMap(([key, value]) => {
      const record = readTextRecord(value)
      return record ? [[key.slice(textsOf(id).length), record] as const] : []
    }),
  )
}
