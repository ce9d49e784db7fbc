import type { TextFile } from '../../model/edit.ts'
import { archiveNames } from '../archive/archive-names.ts'
import { checksumOfText } from './checksum.ts'
import { readPair, readSharedDocument, type SharedDocument, writeDocument } from './shared-document.ts'

/** What says which document lies in an archive: its files in order, by the names of their entries, and its view. */
const INDEX = 'bulkhead.json'

const FOLDER = 'files'

/** A document as the entries of an archive: every text as it is, and its view beside them. */
export function writeBundle(document: SharedDocument): readonly TextFile[] {
  const names = archiveNames(document.files.map(({ name }) => name)).map((name) => `${FOLDER}/${name}`)
  const index = writeDocument(document, ({ name, text }, at) => [name, names[at] ?? '', checksumOfText(text)])
  const entries = document.files.map(({ text }, at) => ({ name: names[at] ?? '', text }))
  return [
    { name: INDEX, text: `${JSON.stringify({ format: 'bulkhead', version: 1, ...index }, null, 2)}\n` },
    ...entries,
  ]
}

/** What an archive holds. */
export type ReadBundle =
  | { readonly kind: 'opened'; readonly document: SharedDocument }
  | { readonly kind: 'refused'; readonly words: string }
  /** No document of ours: perhaps manifests that somebody packed. */
  | { readonly kind: 'other' }

/** Reads what {@link writeBundle} wrote. Never throws. */
export function readBundle(entries: readonly TextFile[]): ReadBundle {
  const texts = new Map(entries.map(({ name, text }) => [name, text]))
  const index = texts.get(INDEX)
  if (index === undefined) return { kind: 'other' }
  if (!/"format":\s*"bulkhead"/.test(index)) return { kind: 'other' }
  if (!/"version":\s*1\b/.test(index)) return { kind: 'refused', words: 'it was made by another version of Bulkhead' }
  const document = readSharedDocument(index, (entry) => {
    const pair = readPair(entry)
    const text = pair && texts.get(pair.text)
    const isSame = text !== undefined && Array.isArray(entry) && entry[2] === checksumOfText(text)
    return pair && isSame ? { name: pair.name, text } : undefined
  })
  return document
    ? { kind: 'opened', document }
    : { kind: 'refused', words: 'a file of it is missing or was changed on the way' }
}
