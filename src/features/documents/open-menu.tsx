import { useMemo, useState } from 'react'
import { useAppStore } from '../../store/context.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu, MenuHeading, MenuLine } from '../../ui/menu.tsx'
import { useDocuments } from './documents-context.tsx'
import { openCommands, practiceCommand, sampleCommands } from './open-commands.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { SampleItems } from './sample-items.tsx'
import { useTakeFiles } from './use-take-files.ts'

/** The ways in: files, a folder, a paste, the samples. */
export function OpenMenu() {
  const [pasting, setPasting] = useState(false)
  const { files, folder, paste } = useOpenCommands(setPasting)
  return (
    <>
      <Menu label="Open…" chevron={false} className="open-menu">
        <CommandItem command={files} />
        <CommandItem command={folder} />
        <CommandItem command={paste} />
        <MenuLine />
        <MenuHeading>Samples</MenuHeading>
        <SampleItems />
      </Menu>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </>
  )
}

function useOpenCommands(setPasting: (isPasting: boolean) => void) {
  const { library } = useDocuments()
  const store = useAppStore()
  const takeFiles = useTakeFiles()
  const commands = useMemo(() => openCommands(takeFiles, () => setPasting(true)), [takeFiles, setPasting])
  useCommands(useMemo(() => Object.values(commands), [commands]))
  useCommands(useMemo(() => [...sampleCommands(library), practiceCommand(store)], [library, store]))
  return commands
}
