import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useAppStore } from '../../store/context.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu, MenuLine } from '../../ui/menu.tsx'
import { addCommands } from './add-commands.ts'

/** Begins with something new: a manifest, a set of policies, or a default deny. */
export function AddMenu() {
  const store = useAppStore()
  const { kinds, template, denyAll } = useMemo(() => addCommands(store), [store])
  useCommands(useMemo(() => [...kinds, template, denyAll], [kinds, template, denyAll]))
  return (
    <Menu
      label={
        <>
          <Plus size={14} aria-hidden /> Add
        </>
      }
      chevron={false}
      className="add-menu"
    >
      {kinds.map((command) => (
        <CommandItem key={command.id} command={command} />
      ))}
      <MenuLine />
      <CommandItem command={template} />
      <CommandItem command={denyAll} />
    </Menu>
  )
}
