import { useMemo, useState } from 'react'
import { useAppStore } from '../../store/context.tsx'
import type { Origin } from '../../ui/commands/command.ts'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { helpCommands, preferenceCommands, showCommands } from './page-commands.ts'

export interface Opened {
  readonly kind: 'palette' | 'help'
  readonly origin: Origin
}

/** Contributes what belongs to the page as a whole; says whether the palette or the help sheet is open. */
export function usePageCommands() {
  const store = useAppStore()
  const [opened, setOpened] = useState<Opened | null>(null)
  const help = useMemo(() => helpCommands(setOpened), [])
  useCommands(
    useMemo(() => [...showCommands(store), ...preferenceCommands(store), ...Object.values(help)], [store, help]),
  )
  return { opened, close: () => setOpened(null), help }
}
