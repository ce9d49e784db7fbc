import { HEADS, headKey, TEXTS, textsOf, VERSIONS } from './document-keys.ts'
import type { Records } from './records.ts'
import {
  type DamagedHead,
  isDamaged,
  isObject,
  readHead,
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
 * What can be read of a document that is damaged: its own texts, an earlier one where that is all there is; every text
 * that lies there when nothing says which are its own.
 */
export async function salvageFrom(records: Records, id: string): Promise<readonly StoredFile[]> {
  const found = await records.get(headKey(id))
  const named = (isObject(found) ? readTexts(found.files) : undefined) ?? []
  const earlier = (await readVersions(records, id)).flatMap(filesOf)
  const texts = await textsIn(records, id)
  const own = named.flatMap(({ name, text }) => {
    const key = [text, ...earlier.filter((one) => one.name === name).map((one) => one.text)].find((one) =>
      texts.has(one),
    )
    return key === undefined ? [] : [{ name, text: texts.get(key) ?? '' }]
  })
  return own.length > 0 ? own : [...texts].map(([key, text], index) => ({ name: nameOf(key, earlier, index), text }))
}

async function textsIn(records: Records, id: string): Promise<ReadonlyMap<string, string>> {
  const found = await records.under(textsOf(id))
  return new Map(
    found.flatMap(([key, text]) => (typeof text === 'string' ? [[key.slice(textsOf(id).length), text] as const] : [])),
  )
}

function nameOf(key: string, earlier: readonly StoredText[], index: number): string {
  const named = earlier.find(({ text }) => text === key)?.name
  return named ?? (key.includes('.') ? key : `recovered-${index + 1}.yaml`)
}
