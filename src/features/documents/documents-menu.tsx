import { useMemo, useState } from 'react'
import { useApp, useAppActions, useAppStore } from '../../store/context.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { documentCommands, otherDocuments } from './document-commands.ts'
import { isAlive } from './document-entries.ts'
import { useDocuments, useEntries } from './documents-context.tsx'

/** The open document's name, with everything one does with whole documents. */
export function DocumentsMenu() {
  const { library } = useDocuments()
  const title = useApp((state) => state.title)
  const openId = useApp((state) => state.documentId)
  const others = useEntries().filter((entry) => entry.id !== openId && isAlive(entry))
  const { renameDocument } = useAppActions()
  const [renaming, setRenaming] = useState(false)
  const commands = useDocumentCommands(setRenaming)
  return (
    <>
      <Menu
        label={<strong className="document-title">{title}</strong>}
        name={`Document ${title}`}
        className="button-quiet"
      >
        <CommandItem command={commands.create} />
        <CommandItem command={commands.rename} />
        <CommandItem command={commands.duplicate} />
        <CommandItem command={commands.remove} />
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

function useDocumentCommands(setRenaming: (isRenaming: boolean) => void) {
  const { library } = useDocuments()
  const store = useAppStore()
  const entries = useEntries()
  const openId = useApp((state) => state.documentId)
  const commands = useMemo(
    () => documentCommands({ store, library, rename: () => setRenaming(true) }),
    [store, library, setRenaming],
  )
  useCommands(useMemo(() => Object.values(commands), [commands]))
  useCommands(useMemo(() => otherDocuments(entries, openId, library), [entries, openId, library]))
  return commands
}

function toWhen(at: number): string {
  const then = new Date(at)
  const isToday = then.toDateString() === new Date().toDateString()
  return isToday
    ? then.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : then.toLocaleDateString([], { day: 'numeric', month: 'short' })
}
