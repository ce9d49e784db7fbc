import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import { type CommandRegistry, type Contribution, createCommandRegistry } from './command.ts'
import { hearKeys } from './hear-keys.ts'

interface Commands {
  readonly registry: CommandRegistry
  /** Tells of everything that titles and reasons may depend on. */
  readonly subscribe: (listener: () => void) => () => void
}

const CommandsContext = createContext<Commands>({ registry: createCommandRegistry(), subscribe: () => () => {} })

/** Holds the commands of the page, and hears their keys. */
export function CommandsProvider({ commands, children }: { commands: Commands; children: ReactNode }) {
  useEffect(() => hearKeys(commands.registry), [commands])
  return <CommandsContext value={commands}>{children}</CommandsContext>
}

export function useCommandRegistry(): CommandRegistry {
  return useContext(CommandsContext).registry
}

/** Contributes commands while the component is there; the list must keep its identity. */
export function useCommands(list: readonly Contribution[]): void {
  const { registry } = useContext(CommandsContext)
  useEffect(() => registry.add(list), [registry, list])
}

/** A word of a command that follows the state. */
export function useCommandWord<Word extends string | undefined>(read: () => Word): Word {
  return useSyncExternalStore(useContext(CommandsContext).subscribe, read)
}
