import { useEffect, useSyncExternalStore } from 'react'
import { readPreference, writePreference } from '../platform/preferences.ts'

export type Theme = 'system' | 'light' | 'dark'

const listeners = new Set<() => void>()
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
let theme = toTheme(readPreference('theme'))

/** The chosen theme, whether it comes out dark, and the way to change it. */
export function useTheme(): { theme: Theme; isDark: boolean; setTheme: (theme: Theme) => void } {
  const chosen = useSyncExternalStore(subscribe, () => theme)
  const isDark = useSyncExternalStore(subscribe, () => theme === 'dark' || (theme === 'system' && systemIsDark.matches))
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  }, [isDark])
  return { theme: chosen, isDark, setTheme }
}

/** Before the first painting, so that a dark page never flashes. */
export function applyTheme(): void {
  document.documentElement.dataset.theme =
    theme === 'dark' || (theme === 'system' && systemIsDark.matches) ? 'dark' : 'light'
}

/** The chosen theme. */
export function themeNow(): Theme {
  return theme
}

export function setTheme(chosen: Theme) {
  theme = chosen
  writePreference('theme', chosen)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  systemIsDark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    systemIsDark.removeEventListener('change', listener)
  }
}

function toTheme(text: string | null): Theme {
  return text === 'light' || text === 'dark' ? text : 'system'
}
