import { createDocumentStorage } from '../../platform/document-storage.ts'
import { createMemoryRecords } from '../../platform/memory-records.testing.ts'
import type { TabChannel, TabMessage } from '../../platform/tab-channel.ts'
import { createAppStore } from '../../store/create-app-store.ts'
import { createFakeEngine } from '../../store/fake-engine.testing.ts'
import { createLibrary } from './library.ts'

/** A browser with any number of tabs, and a clock that stands still until it is moved. */
export function createBrowser() {
  const records = createMemoryRecords()
  const ears: ((message: TabMessage) => void)[] = []
  const clock = { now: Date.UTC(2026, 0, 1) }
  const now = () => clock.now
  const storage = createDocumentStorage(records, now)

  const createChannel = (): TabChannel => {
    let own: ((message: TabMessage) => void) | undefined
    return {
      say: (message) => {
        for (const ear of ears) if (ear !== own) ear(message)
      },
      hear: (listener) => {
        own = listener
        ears.push(listener)
      },
    }
  }

  const openTab = () => {
    const store = createAppStore({ engine: createFakeEngine().client, now })
    const library = createLibrary(store, storage, createChannel(), now)
    const save = () => library.save(store.getState())
    /** Writes at the beginning of the first file. */
    const type = (text: string) => {
      const { document, applyChange } = store.getState()
      const edits = [{ kind: 'splice', file: 'a.yaml', start: 0, end: 0, text } as const]
      applyChange({ edits, label: 'typing', base: document.revision }, 'typing')
      return save()
    }
    const text = () => store.getState().document.files[0]?.text
    const titles = () => library.entries.getState().map(({ title }) => title)
    return { store, library, save, type, text, titles }
  }
  return { records, storage, clock, openTab }
}

export function file(text: string) {
  return [{ name: 'a.yaml', text }]
}
