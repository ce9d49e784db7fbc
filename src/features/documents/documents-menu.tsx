import { useState } from 'react'
import { useApp, useAppActions, useAppStore } from '../../store/context.tsx'
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { isAlive } from './document-entries.ts'
import { useDocuments, useEntries } from './documents-context.tsx'

/** The open document's name, with everything one does with whole documents. */
export function DocumentsMenu() {
  const { library } = useDocuments()
  const store = useAppStore()
  const title = useApp((state) => state.title)
  const openId = useApp((state) => state.documentId)
  const others = useEntries().filter((entry) => entry.id !== openId && isAlive(entry))
  const { renameDocument } = useAppActions()
  const [renaming, setRenaming] = useState(false)

  const duplicate = () => {
    const { document, question } = store.getState()
    library.create(`${title} (copy)`, document.files, question ?? undefined)
  }
  const remove = async () => {
    const removed = await library.remove(openId)
    if (removed)
      toast(`Deleted '${removed.title}'`, { action: { label: 'Undo', onClick: removed.restore }, duration: 12_000 })
  }

  return (
    <>
      <Menu
        label={<strong className="document-title">{title}</strong>}
        name={`Document ${title}`}
        className="button-quiet"
      >
        <MenuItem onSelect={() => library.create('untitled', [])}>New document</MenuItem>
        <MenuItem onSelect={() => setRenaming(true)}>Rename…</MenuItem>
        <MenuItem onSelect={duplicate}>Duplicate</MenuItem>
        <MenuItem danger onSelect={remove}>
          Delete
        </MenuItem>
        {others.length > 0 && <MenuLine />}
        {others.length > 0 && <MenuHeading>In this browser</MenuHeading>}
        {others.map(({ id, title: other, savedAt }) => (
          <MenuItem key={id} note={toWhen(savedAt)} onSelect={() => library.open(id)}>
            {other}
          </MenuItem>
        ))}
      </Menu>
      {renaming && (
        <RenameDialog
          what="document"
          name={title}
          onClose={() => setRenaming(false)}
          onRename={(name) => renameDocument(library.freeTitle(name))}
        />
      )}
    </>
  )
}

function toWhen(at: number): string {
  const then = new Date(at)
  const isToday = then.toDateString() === new Date().toDateString()
  return isToday
    ? then.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : then.toLocaleDateString([], { day: 'numeric', month: 'short' })
}
