import { canCopyImages } from '../../platform/clipboard.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { Command } from '../../ui/commands/command.ts'

/** What writes pictures and tables, which the first picture does not need. */
export function loadExports() {
  return import('../export-files.ts')
}

/** Ways to hand on what is seen: a link, the picture, the matrix. Reports belong here too. */
export function handOnCommands(store: AppStore, share: () => void) {
  const section = 'Export'
  const whyNot = () => (store.getState().snapshot ? undefined : 'the document is not read yet')
  const noWords = () =>
    store.getState().document.files.every(({ text }) => text.trim() === '') ? 'the document is empty' : undefined
  return {
    share: {
      id: 'export.share',
      section,
      title: 'Share…',
      note: 'a link',
      words: 'send url',
      whyNot: noWords,
      run: share,
    },
    svg: {
      id: 'export.svg',
      section,
      title: 'Picture as SVG',
      words: 'export image drawing',
      whyNot,
      run: async () => (await loadExports()).saveSvg(store),
    },
    png: {
      id: 'export.png',
      section,
      title: 'Picture as PNG',
      words: 'export image',
      whyNot,
      run: async () => (await loadExports()).savePng(store),
    },
    copyPicture: {
      id: 'export.copy-picture',
      section,
      title: 'Copy picture',
      words: 'export image clipboard',
      whyNot: () => (canCopyImages() ? whyNot() : 'this browser does not let pages copy pictures'),
      run: async () => (await loadExports()).copyPicture(store),
    },
    matrix: {
      id: 'export.matrix',
      section,
      title: 'Matrix as CSV',
      words: 'export table',
      whyNot,
      run: async () => (await loadExports()).saveMatrix(store),
    },
  } satisfies Record<string, Command>
}
