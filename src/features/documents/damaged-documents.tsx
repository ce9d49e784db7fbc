import { toFileName } from '../../core/workspace/archive/file-name.ts'
import { download } from '../../platform/download.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { useDocuments } from './documents-context.tsx'
import { withFreeNames } from './import-documents.ts'
import { joinFiles } from './join-files.ts'

interface Damaged {
  readonly id: string
  readonly title: string
  readonly damage?: string
}

/** Documents that cannot be read whole: as far as they can, they are opened as others, or downloaded. */
export function DamagedDocuments({ documents }: { documents: readonly Damaged[] }) {
  if (documents.length === 0) return null
  return (
    <section className="documents-damaged" aria-labelledby="documents-damaged">
      <h3 id="documents-damaged">Cannot be read whole</h3>
      <p>Nothing is changed in them. What can be read opens as a document of its own.</p>
      <ul>
        {documents.map((document) => (
          <DamagedRow key={document.id} document={document} />
        ))}
      </ul>
    </section>
  )
}

function DamagedRow({ document: { id, title, damage } }: { document: Damaged }) {
  const { library } = useDocuments()
  const salvage = async () => {
    const files = await library.salvage(id).catch(() => [])
    if (files.length === 0) toast.error(`No text of '${title}' can be read`)
    return files
  }
  const open = async () => {
    const files = await salvage()
    if (files.length > 0) library.create(`${title} (recovered)`, withFreeNames(files))
  }
  const save = async () => {
    const files = await salvage()
    if (files.length > 0) download(`${toFileName(title)}.yaml`, joinFiles(files), 'application/yaml')
  }
  return (
    <li>
      <span className="documents-deleted-name">{title}</span>
      <span className="quiet">{damage}</span>
      <Button aria-label={`Open what can be read of ${title}`} onClick={open}>
        Open what can be read
      </Button>
      <Button aria-label={`Download what can be read of ${title}`} onClick={save}>
        Download
      </Button>
      <Button variant="danger" aria-label={`Delete ${title} for good`} onClick={() => library.removeForGood(id)}>
        Delete for good
      </Button>
    </li>
  )
}
