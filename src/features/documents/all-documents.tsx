import { useEffect, useState } from 'react'
import type { Survey } from '../../platform/storage-survey.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DamagedDocuments } from './damaged-documents.tsx'
import { DeletedList } from './deleted-list.tsx'
import { isAlive } from './document-entries.ts'
import { DocumentRow } from './document-row.tsx'
import { useDocuments, useEntries } from './documents-context.tsx'
import { RoomLine } from './room-line.tsx'
import { StorageTrouble } from './storage-trouble.tsx'
import './all-documents.css'

/** Every document of this browser: to find, open, rename, copy, delete and bring back. */
export function AllDocuments({ onClose }: { onClose: () => void }) {
  const entries = useEntries()
  const survey = useSurvey()
  const [words, setWords] = useState('')
  const alive = entries.filter(isAlive)
  const found = alive.filter(({ title }) => title.toLowerCase().includes(words.trim().toLowerCase()))
  const damaged = [...entries.filter(({ damage }) => damage !== undefined), ...(survey?.orphans ?? [])]
  return (
    <Dialog
      title="All documents"
      description="They are kept in this browser, and nowhere else."
      onClose={onClose}
      wide
      actions={<RoomLine />}
    >
      <StorageTrouble survey={survey} />
      <input
        type="search"
        className="input documents-search"
        aria-label="Find a document by its name"
        placeholder="Find by name"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <DamagedDocuments documents={damaged} />
      {found.length === 0 ? (
        <p className="quiet">No document is called so.</p>
      ) : (
        <table className="documents" aria-label="Documents">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Saved</th>
              <th scope="col">Holds</th>
              <th scope="col">Size</th>
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((entry) => (
              <DocumentRow key={entry.id} entry={entry} size={survey?.sizes.get(entry.id)} onOpened={onClose} />
            ))}
          </tbody>
        </table>
      )}
      <DeletedList entries={entries.filter(({ deletedAt }) => deletedAt !== undefined)} survey={survey} />
    </Dialog>
  )
}

/** What the documents take, looked at again whenever the list changes. */
function useSurvey(): Survey | null {
  const { library } = useDocuments()
  const entries = useEntries()
  const [survey, setSurvey] = useState<Survey | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list is what asks for it
  useEffect(() => {
    let isGone = false
    library.survey().then(
      (found) => isGone || setSurvey(found),
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [library, entries])
  return survey
}
