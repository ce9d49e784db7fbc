import { useMemo, useState } from 'react'
import { useApp, useAppActions, useAppStore } from '../../store/context.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { documentCommands, otherDocuments } from './document-commands.ts'
import { isAlive } from './document-entries.ts'
import { toWhen } from './document-words.ts'
import { useDocuments, useEntries } from './documents-context.tsx'

/** So many of the others are in the menu; the rest is in the dialog. */
const RECENT = 6

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
        <CommandItem command={commands.versions} />
        <CommandItem command={commands.remove} />
        <MenuLine />
        <CommandItem command={commands.all} />
        {others.length > 0 && <MenuHeading>In this browser</MenuHeading>}
        {others.slice(0, RECENT).map(({ id, title: other, savedAt }) => (
          <MenuItem key={id} note={toWhen(savedAt, Date.now())} onSelect={() => library.open(id)}>
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
  const { library, dialog } = useDocuments()
  const store = useAppStore()
  const entries = useEntries()
  const openId = useApp((state) => state.documentId)
  const commands = useMemo(
    () => documentCommands({ store, library, dialog, rename: () => setRenaming(true) }),
    [store, library, dialog, setRenaming],
  )
  useCommands(useMemo(() => Object.values(commands), [commands]))
  useCommands(useMemo(() => otherDocuments(entries, openId, library), [entries, openId, library]))
  return commands
}
