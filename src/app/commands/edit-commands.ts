import type { AppStore } from '../../store/create-app-store.ts'
import { announce } from '../../ui/announcer.tsx'
import type { Command } from '../../ui/commands/command.ts'

/** Undo and redo, wherever no text field has its own. */
export function editCommands(store: AppStore) {
  const section = 'Edit'
  const undone = () => toPhrase(store.getState().past.at(-1)?.label)
  const redone = () => toPhrase(store.getState().future[0]?.label)
  return {
    undo: {
      id: 'edit.undo',
      section,
      title: () => named('Undo', undone()),
      keys: ['Mod+Z'],
      whyNot: () => (undone() === undefined ? 'there is nothing to undo' : undefined),
      run: () => {
        const words = `undone: ${undone()}`
        store.getState().undo()
        announce(words)
      },
    },
    redo: {
      id: 'edit.redo',
      section,
      title: () => named('Redo', redone()),
      keys: ['Mod+Y', 'Mod+Shift+Z'],
      whyNot: () => (redone() === undefined ? 'there is nothing to redo' : undefined),
      run: () => {
        const words = `redone: ${redone()}`
        store.getState().redo()
        announce(words)
      },
    },
  } satisfies Record<string, Command>
}

function named(what: string, phrase: string | undefined): string {
  return phrase === undefined ? what : `${what} ${phrase}`
}

/** A label as it stands within a sentence. */
function toPhrase(label: string | undefined): string | undefined {
  return label && label.charAt(0).toLowerCase() + label.slice(1)
}
