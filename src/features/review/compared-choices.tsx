import { useId, useState } from 'react'
import type { TextFile } from '../../core/model/edit.ts'
import type { ComparedSet } from '../../store/review-slice.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { HistoryPoints } from './history-points.tsx'
import type { OtherDocument } from './review-panel.tsx'
import { useGivenFiles } from './use-given-files.ts'

interface ComparedChoicesProps {
  readonly documents: readonly OtherDocument[]
  readonly readDocument: (id: string) => Promise<readonly TextFile[] | null>
  readonly onChoose: (set: ComparedSet) => void
  /** Goes back to the comparison that is there. */
  readonly onKeep?: () => void
}

/** What the open document can be compared with. Files are also dropped here. */
export function ComparedChoices({ documents, readDocument, onChoose, onKeep }: ComparedChoicesProps) {
  const { isOver, pick, ...drop } = useGivenFiles(onChoose)
  return (
    <section
      className={`compared-choices ${isOver ? 'is-over' : ''}`}
      aria-label="What to compare with"
      data-takes-files
      {...drop}
    >
      <p className="compared-lead">
        What may pass now that could not before, and what may not any more: compare this document with
        {onKeep && (
          <Button variant="quiet" onClick={onKeep}>
            Back to the comparison
          </Button>
        )}
      </p>
      <Choice title="an earlier point of it">
        <HistoryPoints onChoose={onChoose} />
      </Choice>
      <Choice title="another document">
        <Documents documents={documents} readDocument={readDocument} onChoose={onChoose} />
      </Choice>
      <Choice title="files or a folder">
        <div className="compared-files">
          <Button onClick={() => pick('files')}>Files…</Button>
          <Button onClick={() => pick('folder')}>Folder…</Button>
        </div>
        <p className="quiet">or drop them on this panel: they are compared, not opened</p>
      </Choice>
    </section>
  )
}

function Choice({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId()
  return (
    <section className="compared-choice" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function Documents({ documents, readDocument, onChoose }: Omit<ComparedChoicesProps, 'onKeep'>) {
  const [shown, setShown] = useState(SHOWN)
  if (documents.length === 0) return <p className="quiet">There is no other document in this browser.</p>
  const choose = async ({ id, title }: OtherDocument) => {
    const files = await readDocument(id)
    if (files) onChoose({ title, files })
    else toast.error(`'${title}' cannot be read`)
  }
  return (
    <ul className="compared-list">
      {documents.slice(0, shown).map((document) => (
        <li key={document.id}>
          <button type="button" className="link-button" onClick={() => choose(document)}>
            {document.title}
          </button>
        </li>
      ))}
      {documents.length > shown && (
        <li>
          <button type="button" className="link-button" onClick={() => setShown(documents.length)}>
            {documents.length - shown} more…
          </button>
        </li>
      )}
    </ul>
  )
}

/** How many documents are listed at first. */
const SHOWN = 8
