import { Settings2 } from 'lucide-react'
import { useApp, useAppActions } from '../store/context.tsx'
import type { Command } from '../ui/commands/command.ts'
import { CommandItem } from '../ui/commands/command-item.tsx'
import { Menu, MenuCheck, MenuChoice, MenuHeading, MenuLine } from '../ui/menu.tsx'
import type { Theme } from './theme.ts'

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

interface PreferencesMenuProps {
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
  /** Shows all keys. */
  readonly help: Command
}

/** What this browser remembers of how a person likes to work. */
export function PreferencesMenu({ theme, onTheme, help }: PreferencesMenuProps) {
  const appliesSmall = useApp((state) => state.appliesSmall)
  const { setAppliesSmall } = useAppActions()
  return (
    <Menu
      label={<Settings2 size={15} aria-hidden />}
      name="Preferences"
      hint="Preferences"
      chevron={false}
      className="icon-button preferences-menu"
    >
      <MenuHeading>Theme</MenuHeading>
      <MenuChoice value={theme} options={THEMES} onChange={onTheme} />
      <MenuLine />
      <MenuCheck checked={appliesSmall} onChange={setAppliesSmall}>
        Apply small changes without asking
      </MenuCheck>
      <MenuLine />
      <CommandItem command={help} />
    </Menu>
  )
}
