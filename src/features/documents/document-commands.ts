import type { AppStore } from '../../store/create-app-store.ts'
import { announce } from '../../ui/announcer.tsx'
import type { Command } from '../../ui/commands/command.ts'
import { toast } from '../../ui/toast.ts'
import { type DocumentEntry, isAlive } from './document-entries.ts'
import type { Library } from './library.ts'
import { removeDocument } from './remove-document.ts'
import type { DocumentDialog } from './shown-dialog.ts'

interface DocumentDoors {
  readonly store: AppStore
  readonly library: Library
  readonly dialog: DocumentDialog
  /** Asks for a name. */
  readonly rename: () => void
}

/** What one does with the open document as a whole. */
export function documentCommands({ store, library, dialog, rename }: DocumentDoors) {
  const section = 'Document'
  const duplicate = () => {
    const { title, document, question } = store.getState()
    library.create(`${title} (copy)`, document.files, question ?? undefined)
  }
  const remove = () => void removeDocument(library, store.getState().documentId)
  return {
    create: {
      id: 'document.new',
      section,
      title: 'New document',
      run: () => void library.create('untitled', []),
    },
    rename: { id: 'document.rename', section, title: 'Rename…', words: 'document', run: rename },
    duplicate: { id: 'document.duplicate', section, title: 'Duplicate', words: 'document copy', run: duplicate },
    versions: {
      id: 'document.versions',
      section,
      title: 'Versions…',
      words: 'history earlier restore compare document',
      run: () => dialog.setState({ kind: 'versions' }, true),
    },
    all: {
      id: 'document.all',
      section,
      title: 'All documents…',
      words: 'list find deleted restore storage room',
      run: () => dialog.setState({ kind: 'documents' }, true),
    },
    remove: { id: 'document.delete', section, title: 'Delete', words: 'document', danger: true, run: remove },
    save: {
      id: 'document.save',
      section,
      title: 'Save',
      words: 'autosave',
      keys: ['Mod+S'],
      scope: 'anywhere',
      early: true,
      run: () => sayWhetherSaved(store, library),
    },
  } satisfies Record<string, Command>
}

/** Everything is saved as it is typed: who saves by habit hears so, instead of the browser's dialog. */
async function sayWhetherSaved(store: AppStore, library: Library): Promise<void> {
  await library.save(store.getState())
  const { saved } = store.getState()
  const words = saved.kind === 'failed' ? 'Not saved' : 'Saved in this browser'
  const description = saved.kind === 'failed' ? saved.reason : 'every change is saved by itself: Export takes files out'
  toast(words, { id: 'saved', description })
  announce(words)
}

/** The other documents of this browser, each to be opened. */
export function otherDocuments(
  entries: readonly DocumentEntry[],
  openId: string,
  library: Library,
): readonly Command[] {
  return entries
    .filter((entry) => entry.id !== openId && isAlive(entry))
    .map(({ id, title }) => ({
      id: `document.open.${id}`,
      section: 'Open',
      title: `Open ${title}`,
      words: 'document',
      run: () => void library.open(id),
    }))
}
