import type { ReactNode } from 'react'
import { Menu, MenuItem } from './menu.tsx'

interface Command {
  readonly words: string
  /** It takes something away. */
  readonly danger?: boolean
}

interface CommandMenuProps<One extends Command> {
  readonly label: ReactNode
  readonly name: string
  readonly className?: string
  readonly chevron?: boolean
  readonly commands: readonly One[]
  readonly onChoose: (command: One) => void
}

/** A button with what can be done to a thing; nothing where nothing can. */
export function CommandMenu<One extends Command>({ commands, onChoose, ...rest }: CommandMenuProps<One>) {
  if (commands.length === 0) return null
  return (
    <Menu {...rest}>
      {commands.map((command) => (
        <MenuItem key={command.words} danger={command.danger === true} onSelect={() => onChoose(command)}>
          {command.words}
        </MenuItem>
      ))}
    </Menu>
  )
}
