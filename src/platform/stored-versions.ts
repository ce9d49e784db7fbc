import { textKey, versionsKey } from './document-keys.ts'
import { newId } from './new-id.ts'
import type { Records } from './records.ts'
import {
  type DocumentCounts,
  isCounts,
  isObject,
  readTextRecord,
  readTexts,
  type StoredFile,
  type StoredHead,
  type StoredText,
} from './stored-document.ts'

/** Why a version was kept without being asked for. */
export type VersionReason = 'opened' | 'meanwhile' | 'import' | 'restore'

/** An earlier text of a document. */
export interface StoredVersion {
  readonly id: string
  /** When it was the newest text: milliseconds since 1970. */
  readonly at: number
  /** `named`: a person asked for it, and it stays until they delete it. */
  readonly why: VersionReason | 'named'
  readonly name?: string
  readonly files: readonly StoredText[]
  readonly counts?: DocumentCounts
}

/** How many versions without a name are kept: then the oldest goes. */
export const RING = 20

export async function readVersions(records: Records, id: string): Promise<readonly StoredVersion[]> {
  return toVersions(await records.get(versionsKey(id)))
}

/** Those that can be read; newest first. */
export function toVersions(found: unknown): readonly StoredVersion[] {
  return Array.isArray(found) ? found.flatMap(toVersion) : []
}

function toVersion(found: unknown): readonly StoredVersion[] {
  if (!isObject(found) || typeof found.id !== 'string' || typeof found.at !== 'number') return []
  const files = readTexts(found.files)
  if (!files) return []
  const name = typeof found.name === 'string' ? { name: found.name } : {}
  const counts = isCounts(found.counts) ? { counts: found.counts } : {}
  return [{ id: found.id, at: found.at, why: readReason(found.why), ...name, ...counts, files }]
}

function readReason(found: unknown): StoredVersion['why'] {
  return found === 'opened' || found === 'import' || found === 'restore' || found === 'named' ? found : 'meanwhile'
}

/** `versions` with the text of `head` as the newest one, and those that fall out of the ring. */
export function addVersion(
  versions: readonly StoredVersion[],
  head: StoredHead,
  why: StoredVersion['why'],
  name?: string,
): { readonly kept: readonly StoredVersion[]; readonly dropped: readonly StoredVersion[] } {
  const [newest] = versions
  if (head.files.length === 0) return { kept: versions, dropped: [] }
  if (newest && isSameText(newest, head)) return { kept: renewed(newest, versions, name), dropped: [] }
  const version: StoredVersion = {
    id: newId(),
    at: head.savedAt,
    why,
    files: head.files,
    ...(name === undefined ? {} : { name }),
    ...(head.counts ? { counts: head.counts } : {}),
  }
  const all = [version, ...versions]
  const ring = new Set(all.filter((one) => one.why !== 'named').slice(0, RING))
  const isKept = (one: StoredVersion) => one.why === 'named' || ring.has(one)
  return { kept: all.filter(isKept), dropped: all.filter((one) => !isKept(one)) }
}

/** The text is the newest version already: a name makes that one stay, a second name is a version of its own. */
function renewed(newest: StoredVersion, versions: readonly StoredVersion[], name?: string): readonly StoredVersion[] {
  if (name === undefined) return versions
  if (newest.why === 'named') return [{ ...newest, id: newId(), name }, ...versions]
  return [{ ...newest, why: 'named', name }, ...versions.slice(1)]
}

function isSameText(version: StoredVersion, { files }: StoredHead): boolean {
  return (
    version.files.length === files.length &&
    version.files.every(({ name, text }, index) => name === files[index]?.name && text === files[index]?.text)
  )
}

/** Deletes texts that neither the document nor a version names any more. */
export function dropTexts(
  records: Records,
  id: string,
  candidates: readonly StoredText[],
  named: readonly { readonly files: readonly StoredText[] }[],
): void {
  const needed = new Set(named.flatMap(({ files }) => files.map(({ text }) => text)))
  for (const { text } of candidates) if (!needed.has(text)) records.delete(textKey(id, text))
}

export interface LoadedFile extends StoredFile {
  /** Of the text, within its document. */
  readonly stored: string
}

/** The texts of a head or a version, and the names of those that are not there. */
export async function loadTexts(records: Records, id: string, texts: readonly StoredText[]) {
  const found = await Promise.all(texts.map(({ text }) => records.get(textKey(id, text))))
  const files: LoadedFile[] = []
  const missing: string[] = []
  for (const [index, { name, text: stored }] of texts.entries()) {
    const record = readTextRecord(found[index])
    if (record) files.push({ name, text: record.text, stored })
    else missing.push(name)
  }
  return { files, missing }
}

export function filesOf({ files }: { readonly files: readonly StoredText[] }): readonly StoredText[] {
  return files
}
