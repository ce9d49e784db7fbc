import { Monitor, Moon, Sun } from 'lucide-react'
import { Menu, MenuChoice } from '../ui/menu.tsx'
import type { Theme } from './theme.ts'

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const
const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

export function ThemeMenu({ theme, onTheme }: { theme: Theme; onTheme: (theme: Theme) => void }) {
  const Icon = ICONS[theme]
  return (
    <Menu
      label={<Icon size={15} aria-hidden />}
      name={`Theme: ${theme}`}
      hint="Theme"
      chevron={false}
      className="icon-button"
    >
      <MenuChoice value={theme} options={THEMES} onChange={onTheme} />
    </Menu>
  )
}
