import type { Library } from '../features/documents/library.ts'
import { hearHash, readHash } from '../platform/share-link.ts'
import type { AppStore } from '../store/create-app-store.ts'
import { toast } from '../ui/toast.ts'

/** What opens documents that lie in the address of the page. */
export interface Address {
  /** Opens what lies there, if anything does; whether it did. */
  open(): Promise<boolean>
  /** From now on follows the address. Returns what ends that. */
  follow(): () => void
}

/** Reading links, which most visits do not need. */
export function loadLinkReader() {
  return import('./shared-link.ts')
}

export function createAddress(store: AppStore, library: Library): Address {
  let opener: Promise<() => Promise<boolean>> | undefined
  const open = async () => {
    if (readHash() === '') return false
    opener ??= loadLinkReader().then(({ createSharedLink }) => createSharedLink(store, library))
    try {
      return await (await opener)()
    } catch {
      // What reads links could not be fetched. The link stays in the address; the next one fetches it anew.
      opener = undefined
      toast.error('The link could not be read', { description: 'reload the page to try again', duration: 30_000 })
      return false
    }
  }
  return { open, follow: () => hearHash(open) }
}
