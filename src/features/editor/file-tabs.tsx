import { Ellipsis, Plus } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useMemo, useRef, useState } from 'react'
import type { Edit } from '../../core/model/edit.ts'
import { useApp, useAppActions, useAppStore } from '../../store/context.tsx'
import { IconButton } from '../../ui/button.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu } from '../../ui/menu.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { fileCommands } from './file-commands.ts'

/** The document's files as tabs, and what one does with a file. */
export function FileTabs() {
  const store = useAppStore()
  const files = useApp((state) => state.document.files)
  const openFile = useApp((state) => state.openFile)
  const { openFileTab, undo } = useAppActions()
  const [renaming, setRenaming] = useState(false)

  const change = (edit: Edit, label: string) => {
    const { document, applyChange } = store.getState()
    applyChange({ edits: [edit], label, base: document.revision }, 'gesture')
  }
  const add = () => {
    const file = newFileName(files.map(({ name }) => name))
    change({ kind: 'createFile', file, text: '' }, `add ${file}`)
  }
  const remove = (file: string) => {
    change({ kind: 'deleteFile', file }, `delete ${file}`)
    toast(`Deleted ${file}`, { action: { label: 'Undo', onClick: undo } })
  }
  const refuse = (name: string) => {
    if (files.some((file) => file.name === name)) return `a file is called ${name} already`
    return /^\/|\/$|\/\/|\\/.test(name) ? 'a file name does not begin or end with a slash' : undefined
  }
  const act = useRef({ add, remove })
  act.current = { add, remove }
  const commands = useMemo(
    () =>
      fileCommands(store, {
        add: () => act.current.add(),
        rename: () => setRenaming(true),
        remove: (file) => act.current.remove(file),
      }),
    [store],
  )
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return (
    <div className="file-bar">
      <Tabs.Root className="file-tabs" value={openFile ?? ''} onValueChange={openFileTab} activationMode="manual">
        <Tabs.List aria-label="Files" className="file-list">
          {files.map(({ name }) => (
            <FileTab key={name} name={name} isOpen={name === openFile} />
          ))}
        </Tabs.List>
      </Tabs.Root>
      <IconButton variant="quiet" name="New file" onClick={add}>
        <Plus size={15} aria-hidden />
      </IconButton>
      {openFile !== null && (
        <Menu
          label={<Ellipsis size={15} aria-hidden />}
          name={`File ${openFile}`}
          chevron={false}
          className="button-quiet icon-button"
        >
          <CommandItem command={commands.rename} />
          <CommandItem command={commands.remove} />
        </Menu>
      )}
      {renaming && openFile !== null && (
        <RenameDialog
          what="file"
          name={openFile}
          refuse={refuse}
          onClose={() => setRenaming(false)}
          onRename={(to) => change({ kind: 'renameFile', file: openFile, to }, `rename ${openFile} to ${to}`)}
        />
      )}
    </div>
  )
}

function FileTab({ name, isOpen }: { name: string; isOpen: boolean }) {
  const errors = useApp((state) => state.snapshot?.files.find((file) => file.name === name)?.errors ?? 0)
  const note = errors === 0 ? undefined : errors === 1 ? '1 error' : `${errors} errors`
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  return (
    <Tabs.Trigger
      ref={isOpen ? scrollHere : undefined}
      value={name}
      className="file-tab"
      aria-controls="editor-body"
      title={[name, ...(note ? [note] : [])].join(': ')}
    >
      <span className="file-name">
        <span className="file-folder">{folder}</span>
        <span className="file-base">{name.slice(folder.length)}</span>
      </span>
      {note && (
        <span className="file-errors" role="img" aria-label={note}>
          {errors}
        </span>
      )}
    </Tabs.Trigger>
  )
}

/** Of many tabs the open one is always in sight. */
function scrollHere(tab: HTMLElement | null) {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function newFileName(taken: readonly string[]): string {
  let name = taken.includes('policies.yaml') ? 'manifests.yaml' : 'policies.yaml'
  for (let number = 2; taken.includes(name); number += 1) name = `manifests-${number}.yaml`
  return name
}
