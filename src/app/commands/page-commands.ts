import type { AppStore } from '../../store/create-app-store.ts'
import type { PictureView } from '../../store/state.ts'
import type { Command, Origin } from '../../ui/commands/command.ts'
import { setTheme, type Theme, themeNow } from '../theme.ts'

const VIEWS: readonly (readonly [view: PictureView, title: string])[] = [
  ['graph', 'Graph'],
  ['matrix', 'Matrix'],
  ['flows', 'Flows'],
]

/** The views of the cluster; whoever goes to one is in it. */
export function showCommands(store: AppStore): readonly Command[] {
  return VIEWS.map(([view, title]) => ({
    id: `view.${view}`,
    section: 'View',
    title: `Go to the ${title.toLowerCase()}`,
    words: 'show view',
    run: () => {
      store.getState().showView(view)
      focusSoon(`[data-picture] [role="tab"][data-view="${view}"]`)
    },
  }))
}

/** Goes to what is shown by then. */
export function focusSoon(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus())
}

const THEMES: readonly (readonly [theme: Theme, title: string])[] = [
  ['system', 'Theme: as the system'],
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
]

/** What this browser remembers of how a person likes to work. */
export function preferenceCommands(store: AppStore): readonly Command[] {
  const section = 'Preferences'
  return [
    ...THEMES.map(
      ([theme, title]): Command => ({
        id: `theme.${theme}`,
        section,
        title,
        words: 'colours appearance',
        whyNot: () => (themeNow() === theme ? 'it is so already' : undefined),
        run: () => setTheme(theme),
      }),
    ),
    {
      id: 'preferences.small-changes',
      section,
      title: () => (store.getState().appliesSmall ? 'Ask before small changes' : 'Apply small changes without asking'),
      run: () => store.getState().setAppliesSmall(!store.getState().appliesSmall),
    },
  ]
}

/** The palette and the help sheet. */
export function helpCommands(open: (opened: { kind: 'palette' | 'help'; origin: Origin }) => void) {
  return {
    palette: {
      id: 'help.palette',
      section: 'Help',
      title: 'All commands',
      words: 'palette',
      keys: ['Mod+K'],
      scope: 'anywhere',
      early: true,
      run: (origin) => open({ kind: 'palette', origin }),
    },
    keys: {
      id: 'help.keys',
      section: 'Help',
      title: 'Keyboard shortcuts',
      words: 'help keys',
      keys: ['?', 'F1'],
      scope: 'anywhere',
      early: true,
      run: (origin) => open({ kind: 'help', origin }),
    },
  } satisfies Record<string, Command>
}
