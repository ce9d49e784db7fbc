import type { TextFile } from '../../core/model/edit.ts'
import { readBundle } from '../../core/workspace/share/bundle.ts'
import type { SharedDocument } from '../../core/workspace/share/shared-document.ts'
import type { GivenArchive } from '../../platform/read-files.ts'
import { unzipTexts } from '../../platform/zip.ts'

/** What is in a zip archive. */
export type ReadArchive =
  /** A document of ours, as it was looked at. */
  | { readonly kind: 'document'; readonly document: SharedDocument }
  /** What somebody packed. */
  | { readonly kind: 'files'; readonly title: string; readonly files: readonly TextFile[] }
  | { readonly kind: 'refused'; readonly words: string }

export async function readArchive({ name, bytes }: GivenArchive): Promise<ReadArchive> {
  const entries = await unzipTexts(bytes)
  if (typeof entries === 'string') return { kind: 'refused', words: `${name}: ${entries}` }
  const bundle = readBundle(entries)
  if (bundle.kind === 'opened') return { kind: 'document', document: bundle.document }
  if (bundle.kind === 'refused') return { kind: 'refused', words: `${name}: ${bundle.words}` }
  const files = entries.filter((entry) => /\.(ya?ml|json)$/i.test(entry.name))
  return { kind: 'files', title: name.replace(/\.zip$/i, ''), files }
}
