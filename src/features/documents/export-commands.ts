import { toFileName } from '../../core/workspace/archive/file-name.ts'
import { writeClipboard } from '../../platform/clipboard.ts'
import { download } from '../../platform/download.ts'
import { loadZip } from '../../platform/zip.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { BUNDLE, loadBundles, packDocument } from '../../store/pack-document.ts'
import type { Command } from '../../ui/commands/command.ts'
import { toast } from '../../ui/toast.ts'
import { caveatsOf } from './caveats.ts'
import { noteSteps } from './first-steps.ts'
import { joinFiles } from './join-files.ts'

/** Reports take parts that the first picture does not need. */
export function loadReportMaker() {
  return import('./make-report.ts')
}

/** So do archives. */
export async function loadPackers() {
  const [{ packManifests }] = await Promise.all([import('./pack-manifests.ts'), loadZip(), loadBundles()])
  return { packManifests }
}

/** The ways out: copy, one file, all files, and how to apply them. */
export function exportCommands(store: AppStore, apply: () => void) {
  const section = 'Export'
  const files = () => store.getState().document.files
  const name = () => toFileName(store.getState().title)
  const whyNot = () => (files().every(({ text }) => text.trim() === '') ? 'the document is empty' : undefined)
  const report = (what: string, notes: readonly string[] = []) => {
    noteSteps('export')
    toast(what, {
      description: [...notes, ...caveatsOf(store.getState())].join(' · ') || undefined,
      action: { label: 'How to apply…', onClick: apply },
    })
  }
  const copy = async () => {
    const done = await writeClipboard(joinFiles(files()))
    if (done) report('Copied all manifests')
    else toast.error('The browser did not allow copying', { description: 'download the file instead' })
  }
  const save = (file: string, content: string | Uint8Array<ArrayBuffer>, type: string, notes?: readonly string[]) => {
    download(file, content, type)
    report(`Downloaded ${file}`, notes)
  }
  return {
    copy: { id: 'export.copy', section, title: 'Copy', words: 'export all manifests', whyNot, run: copy },
    yaml: {
      id: 'export.yaml',
      section,
      title: () => `Download ${name()}.yaml`,
      note: 'one file',
      words: 'export',
      whyNot,
      run: () => save(`${name()}.yaml`, joinFiles(files()), 'application/yaml'),
    },
    zip: {
      id: 'export.zip',
      section,
      title: () => `Download ${name()}.zip`,
      note: 'for kustomize',
      words: 'export all files kustomization',
      whyNot,
      run: async () => {
        const { packManifests } = await loadPackers()
        const { archive, notes } = await packManifests(store)
        save(`${name()}.zip`, archive, 'application/zip', notes)
      },
    },
    bundle: {
      id: 'export.bundle',
      section,
      title: () => `Download ${name()}${BUNDLE}`,
      note: 'to open here again',
      words: 'export document with its view',
      whyNot,
      run: async () => save(name() + BUNDLE, await packDocument(store.getState()), 'application/zip'),
    },
    report: {
      id: 'export.report',
      section,
      title: 'Report…',
      note: 'Markdown and picture',
      words: 'export evidence matrix findings audit',
      whyNot,
      run: async () => {
        const { makeReport } = await loadReportMaker()
        const archive = await makeReport(store.getState())
        if (!archive) return toast.error('The report was not written', { description: 'the text changed meanwhile' })
        download(`${name()}-report.zip`, archive, 'application/zip')
        toast(`Downloaded ${name()}-report.zip`)
      },
    },
    apply: { id: 'export.apply', section, title: 'Apply with kubectl…', words: 'export', run: apply },
  } satisfies Record<string, Command>
}
