import type { AppStore } from '../../store/create-app-store.ts'
import type { Command } from '../../ui/commands/command.ts'

interface FileDoors {
  readonly add: () => void
  /** Asks for a name. */
  readonly rename: () => void
  readonly remove: (file: string) => void
}

/** What one does with the files of the document. */
export function fileCommands(store: AppStore, { add, rename, remove }: FileDoors) {
  const section = 'Text'
  const open = () => store.getState().openFile
  const whyNot = () => (open() === null ? 'no file is open' : undefined)
  return {
    add: { id: 'file.new', section, title: 'New file', words: 'add', run: add },
    rename: {
      id: 'file.rename',
      section,
      title: () => `Rename ${open() ?? 'the file'}…`,
      words: 'file',
      whyNot,
      run: rename,
    },
    remove: {
      id: 'file.delete',
      section,
      title: () => `Delete ${open() ?? 'the file'}`,
      words: 'file',
      danger: true,
      whyNot,
      run: () => {
        const file = open()
        if (file !== null) remove(file)
      },
    },
  } satisfies Record<string, Command>
}
