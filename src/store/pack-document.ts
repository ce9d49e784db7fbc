import { zipTexts } from '../platform/zip.ts'
import { toSharedView } from './shared-view.ts'
import type { AppState } from './state.ts'

/** How the file of a whole document ends. */
export const BUNDLE = '.bulkhead.zip'

/** Writing bundles, which the first picture does not need. */
export function loadBundles() {
  return import('../core/workspace/share/bundle.ts')
}

/** The document as it is, with how it is looked at: an archive that opens here again. */
export async function packDocument(state: AppState): Promise<Uint8Array<ArrayBuffer>> {
  const { writeBundle } = await loadBundles()
  const { title, document } = state
  return zipTexts(writeBundle({ title, files: document.files, view: toSharedView(state) }))
}
