import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { DocumentEntry } from './document-entries.ts'
import type { Importer } from './import-documents.ts'
import type { KeepingState } from './keep-storage.ts'
import type { Library } from './library.ts'
import type { DocumentDialog } from './shown-dialog.ts'

interface Documents {
  readonly library: Library
  readonly importer: Importer
  readonly dialog: DocumentDialog
  readonly keeping: KeepingState
}

const DocumentsContext = createContext<Documents | null>(null)

export function DocumentsProvider({ documents, children }: { documents: Documents; children: ReactNode }) {
  return <DocumentsContext value={documents}>{children}</DocumentsContext>
}

export function useDocuments(): Documents {
  const documents = useContext(DocumentsContext)
  if (!documents) throw new Error('useDocuments outside of DocumentsProvider')
  return documents
}

/** All documents, also deleted and damaged ones; newest first. */
export function useEntries(): readonly DocumentEntry[] {
  return useStore(useDocuments().library.entries)
}
