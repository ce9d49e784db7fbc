import { useMemo } from 'react'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useDocuments } from './documents-context.tsx'
import { sampleCommands } from './open-commands.ts'

/** The samples, as items of a menu. */
export function SampleItems() {
  const { library } = useDocuments()
  const commands = useMemo(() => sampleCommands(library), [library])
  return commands.map((command) => <CommandItem key={command.id} command={command} />)
}
