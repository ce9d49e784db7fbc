import { pickFiles, pickFolder } from '../../platform/read-files.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { Command } from '../../ui/commands/command.ts'
import type { Library } from './library.ts'
import { SAMPLES } from './samples.ts'
import type { useTakeFiles } from './use-take-files.ts'

/** The ways in: files, a folder, a paste. */
export function openCommands(takeFiles: ReturnType<typeof useTakeFiles>, paste: () => void) {
  const section = 'Open'
  return {
    files: {
      id: 'open.files',
      section,
      title: 'Files…',
      words: 'open import',
      keys: ['Mod+O'],
      scope: 'anywhere',
      early: true,
      run: () => void takeFiles(pickFiles),
    },
    folder: {
      id: 'open.folder',
      section,
      title: 'Folder…',
      words: 'open import',
      run: () => void takeFiles(pickFolder),
    },
    paste: { id: 'open.paste', section, title: 'Paste from kubectl…', words: 'open import', run: paste },
  } satisfies Record<string, Command>
}

/** The tasks to practise on. */
export function practiceCommand(store: AppStore): Command {
  return {
    id: 'open.practice',
    section: 'Open',
    title: 'Practice…',
    note: 'tasks that the page checks',
    words: 'learn exercise task sample',
    run: () => store.getState().showPractice(true),
  }
}

/** The documents that come with the app. */
export function sampleCommands(library: Pick<Library, 'create'>): readonly Command[] {
  return SAMPLES.map(({ title, note, question, load }) => ({
    id: `open.sample.${title}`,
    section: 'Open',
    title,
    note,
    words: 'open sample example',
    run: async () => void library.create(title, await load(), question),
  }))
}
