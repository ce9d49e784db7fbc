import { MenuItem } from '../menu.tsx'
import { type Command, noteOf, titleOf } from './command.ts'
import { useCommandWord } from './commands-context.tsx'
import { toAriaShortcut, writeShortcut } from './shortcut.ts'

/** A command as an item of a menu, with its key. */
export function CommandItem({ command }: { command: Command }) {
  const title = useCommandWord(() => titleOf(command))
  const whyNot = useCommandWord(() => command.whyNot?.(null))
  const [key] = command.keys ?? []
  return (
    <MenuItem
      disabled={whyNot !== undefined}
      danger={command.danger === true}
      note={noteOf(command) ?? (key !== undefined && <kbd aria-hidden>{writeShortcut(key)}</kbd>)}
      {...(key === undefined ? {} : { shortcut: toAriaShortcut(key) })}
      hint={whyNot}
      onSelect={() => command.run(null)}
    >
      {title}
    </MenuItem>
  )
}
