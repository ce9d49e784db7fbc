import { readShareLink } from '../core/workspace/share/share-link.ts'
import type { SharedDocument } from '../core/workspace/share/shared-document.ts'
import type { Library } from '../features/documents/library.ts'
import { openWithView } from '../features/documents/open-with-view.ts'
import { loadPacker } from '../platform/packer.ts'
import { clearHash, putHash, readHash } from '../platform/share-link.ts'
import type { AppStore } from '../store/create-app-store.ts'
import { toast } from '../ui/toast.ts'

/**
 * What opens what lies in the address, as a document that is not stored until it is kept; it tells whether there was
 * something. The address keeps the link as long as what came by it is open and not kept: reloading shows it again.
 * Afterwards it is taken out, so that reloading does not open it a second time.
 */
export async function createSharedLink(store: AppStore, library: Library): Promise<() => Promise<boolean>> {
  const packer = await loadPacker()
  let shown: { readonly hash: string; readonly id: string } | undefined

  const open = async () => {
    const hash = readHash()
    if (hash === '' || hash === shown?.hash) return false
    const link = readShareLink(hash, packer)
    if (link.kind === 'none') return false
    if (link.kind === 'refused') {
      if (shown) putHash(shown.hash)
      else clearHash()
      toast.error('Nothing was opened from the link', { description: link.words, duration: 30_000 })
      return false
    }
    shown = { hash, id: openWithView(store, library, named(link.document), 'unkept') }
    return true
  }

  const forgetWhenKept = () => {
    const { documentId, saved } = store.getState()
    if (!shown || (documentId === shown.id && saved.kind === 'unkept')) return
    if (readHash() === shown.hash) clearHash()
    shown = undefined
  }

  store.subscribe(forgetWhenKept)
  return open
}

/** Told apart from what is the person's own. */
function named(document: SharedDocument): SharedDocument {
  return { ...document, title: `Shared: ${document.title}` }
}
