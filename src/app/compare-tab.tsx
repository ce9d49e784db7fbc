import { useMemo } from 'react'
import { isAlive } from '../features/documents/document-entries.ts'
import { useDocuments, useEntries } from '../features/documents/documents-context.tsx'
import { useApp } from '../store/context.tsx'
import { ReviewPanel } from './late-parts.tsx'

/** The comparison, with the documents of this browser to choose from. */
export function CompareTab() {
  const { library } = useDocuments()
  const entries = useEntries()
  const openId = useApp((state) => state.documentId)
  const documents = useMemo(() => entries.filter((entry) => isAlive(entry) && entry.id !== openId), [entries, openId])
  return <ReviewPanel documents={documents} readDocument={library.read} />
}
