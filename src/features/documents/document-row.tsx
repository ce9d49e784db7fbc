import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { DocumentSize } from '../../platform/storage-survey.ts'
import { useApp } from '../../store/context.tsx'
import { CommandMenu } from '../../ui/command-menu.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import type { DocumentEntry } from './document-entries.ts'
import { toCount, toHoldings, toSize, toWhen } from './document-words.ts'
import { useDocuments } from './documents-context.tsx'
import { removeDocument } from './remove-document.ts'
import { sayFailure } from './say-failure.ts'
import { useSaveAgain } from './use-save-again.ts'

interface DocumentRowProps {
  readonly entry: DocumentEntry
  readonly size: DocumentSize | undefined
  readonly onOpened: () => void
}

/** A document with what can be done with it. */
export function DocumentRow({ entry, size, onOpened }: DocumentRowProps) {
  const { library } = useDocuments()
  const isOpen = useApp((state) => state.documentId === entry.id)
  const isFull = useApp(({ saved }) => saved.kind === 'failed' && saved.cause === 'full')
  const saveAgain = useSaveAgain()
  const [renaming, setRenaming] = useState(false)
  const { id, title, savedAt, counts } = entry
  const open = async () => {
    if (isOpen || (await library.open(id))) onOpened()
  }
  const removeForGood = async () => {
    sayFailure(`'${title}' was not deleted`, await library.removeForGood(id))
    saveAgain()
  }
  const commands = [
    { words: 'Open', run: open },
    { words: 'Rename…', run: () => setRenaming(true) },
    { words: 'Duplicate', run: async () => sayFailure(`'${title}' was not copied`, await library.duplicate(id)) },
    { words: 'Delete', danger: true, run: () => removeDocument(library, id) },
    // Kept as deleted it would take the same room.
    ...(isFull ? [{ words: 'Delete for good', danger: true, run: removeForGood }] : []),
  ]
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link-button document-name" onClick={open}>
          {title}
        </button>
        {isOpen && <span className="document-open">open now</span>}
      </th>
      <td>{savedAt > 0 ? toWhen(savedAt, Date.now()) : 'not saved'}</td>
      <td>{counts ? toHoldings(counts) : ''}</td>
      <td>{size && toSizes(size)}</td>
      <td>
        <CommandMenu
          label={<Ellipsis size={15} aria-hidden />}
          name={`More for ${title}`}
          className="button-quiet icon-button"
          chevron={false}
          commands={commands}
          onChoose={({ run }) => void run()}
        />
        {renaming && (
          <RenameDialog
            what="document"
            name={title}
            onClose={() => setRenaming(false)}
            onRename={async (name) => sayFailure(`'${title}' was not renamed`, await library.rename(id, name))}
          />
        )}
      </td>
    </tr>
  )
}

function toSizes({ now, versions, versionCount }: DocumentSize): string {
  const text = now > 0 ? toSize(now) : ''
  if (versionCount === 0) return text
  return `${text} + ${toSize(versions)} in ${toCount(versionCount, 'version', 'versions')}`
}
