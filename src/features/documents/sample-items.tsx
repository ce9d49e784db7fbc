import { useMemo } from 'react'
import { useAppStore } from '../../store/context.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useDocuments } from './documents-context.tsx'
import { practiceCommand, sampleCommands } from './open-commands.ts'

/** The samples and the practice tasks, as items of a menu. */
export function SampleItems() {
  const { library } = useDocuments()
  const store = useAppStore()
  const commands = useMemo(() => [...sampleCommands(library), practiceCommand(store)], [library, store])
  return commands.map((command) => <CommandItem key={command.id} command={command} />)
}
