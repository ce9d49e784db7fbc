import { useEffect, useMemo, useState } from 'react'
import { useAppStore } from '../store/context.tsx'
import type { AppState } from '../store/state.ts'
import type { Command } from '../ui/commands/command.ts'
import { useCommands } from '../ui/commands/commands-context.tsx'
import { focusSoon } from './commands/page-commands.ts'

export const PANES = ['picture', 'text', 'panel'] as const

export type PaneName = (typeof PANES)[number]

/** Which of the panes is shown where there is room for one only: the one that a person goes to. */
export function useShownPane() {
  const store = useAppStore()
  const [shown, show] = useState<PaneName>('picture')
  useEffect(() => store.subscribe((state, before) => show((now) => paneAfter(now, state, before))), [store])
  usePaneCommands(show)
  return { shown, show }
}

/** Goes to a pane, whether or not it is in sight. */
export function usePaneCommands(show: (pane: PaneName) => void): void {
  useCommands(useMemo(() => paneCommands(show), [show]))
}

/** What is asked is answered in the panel, what is changed or gone to is seen on the picture, what is shown stands in the text. */
function paneAfter(now: PaneName, state: AppState, before: AppState): PaneName {
  if (state.documentId !== before.documentId) return 'picture'
  if (state.dialog !== null && before.dialog === null) return 'picture'
  if (state.goal !== null && state.goal !== before.goal) return 'picture'
  if (state.pictureView !== before.pictureView) return 'picture'
  if (state.question !== null && state.question !== before.question) return 'panel'
  if (state.selection?.kind === 'policy') return state.selection === before.selection ? now : 'panel'
  return state.reveal !== before.reveal && now === 'panel' ? 'text' : now
}

const FOCUSED: Readonly<Record<PaneName, string>> = {
  picture: '[data-picture] [role="tab"][aria-selected="true"]',
  text: '.monaco-editor .native-edit-context, .monaco-editor textarea.inputarea',
  panel: '.bottom-tab[data-state="active"]',
}

export function paneCommands(show: (pane: PaneName) => void): readonly Command[] {
  return PANES.map((pane) => ({
    id: `pane.${pane}`,
    section: 'View',
    title: `Go to the ${pane}`,
    words: pane === 'text' ? 'editor yaml pane' : 'pane',
    run: () => {
      show(pane)
      focusSoon(FOCUSED[pane])
    },
  }))
}
