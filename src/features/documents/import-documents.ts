import type { Edit, TextFile } from '../../core/model/edit.ts'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import type { GivenArchive, GivenFiles } from '../../platform/read-files.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import { toast } from '../../ui/toast.ts'
import { isFirstSample } from './first-sample.ts'
import { hasDetails, type ImportReport, summarizeReport, toReport } from './import-report.ts'
import type { Library } from './library.ts'
import { untilRead } from './until-read.ts'

/** Brings texts from outside into the library: always as a new document, never over work. */
export interface Importer {
  pasteText(text: string): Promise<void>
  takeFiles(given: GivenFiles | null): Promise<void>
}

/** Reading what people paste takes a YAML reader, which the first picture does not need. */
export function loadPasteReader() {
  return import('../../core/manifest/paste-text.ts')
}

/** Reading archives takes what unpacks them. */
export function loadArchiveReader() {
  return Promise.all([import('./read-archive.ts'), import('./open-with-view.ts')])
}

export function createImporter(
  store: AppStore,
  library: Library,
  showReport: (report: ImportReport) => void = () => {},
): Importer {
  const open = async (title: string, files: readonly TextFile[], notes: readonly string[]) => {
    const { documentId: previous, title: previousTitle } = store.getState()
    const isWork = holdsWork(store.getState())
    const id = library.create(title, files)
    const snapshot = await untilRead(store)
    if (store.getState().documentId !== id) return
    const add = { label: `Add to ${previousTitle} instead`, onClick: () => addTo(previous, id, files, title) }
    const report = snapshot && (await reportOn(store, snapshot, notes))
    const details = report && hasDetails(report) ? report : undefined
    const name = `'${store.getState().title}'`
    toast(snapshot ? `Opened ${count(snapshot)} as ${name}` : `Opened ${name}, which is not read yet`, {
      description: (report ? summarizeReport(report) : notes.join(' · ')) || undefined,
      duration: isWork || details ? 12_000 : 5_000,
      ...(isWork ? { action: add } : {}),
      ...(details ? { more: { label: 'Details…', onClick: () => showReport(details) } } : {}),
    })
  }

  /** Moves what was opened as a document of its own into the one that was open before, as one undoable entry. */
  const addTo = async (previous: string, added: string, files: readonly TextFile[], title: string) => {
    const written = await newestOf(added, files)
    if (!(await library.open(previous))) return void toast.error('The document that was open before is gone')
    const { document } = store.getState()
    const before = await untilRead(store)
    await library.versions.keep('import')
    const label = `add ${title}`
    const change = { edits: toCreations(document.files, written), label, base: document.revision }
    if (store.getState().applyChange(change, 'import') === 'stale')
      return void toast.error(`The text changed in the meantime: ${title} is still a document of its own`)
    const entry = store.getState().past.at(-1)
    await library.remove(added)
    const after = await untilRead(store)
    const doubled = (after?.counts.doubled ?? 0) - (before?.counts.doubled ?? 0)
    toast(`Added ${count(after, before)} to ${store.getState().title}`, {
      description: doubled > 0 ? `${doubled} of them were there already: see Problems` : undefined,
      action: { label: 'Undo', onClick: () => undoAdding(entry) },
    })
  }

  /** What was opened may have been edited since. */
  const newestOf = async (id: string, opened: readonly TextFile[]) => {
    const { documentId, document } = store.getState()
    return documentId === id ? document.files : ((await library.read(id)) ?? opened)
  }

  /** Only what was added: not what was typed since, and nothing of another document. */
  const undoAdding = (entry: AppState['past'][number] | undefined) => {
    const { past, undo } = store.getState()
    if (past.at(-1) === entry) undo()
    else toast.error('Other changes were made since', { description: 'Undo in the document takes those back first' })
  }

  /** Opens what is in a text, offers to repair it, or says why there is nothing in it. */
  const openText = async (text: string) => {
    const { readPaste } = await loadPasteReader()
    const { files, notes, wrap, problem = 'no Kubernetes manifest was found in the text' } = readPaste(text)
    if (files.length > 0) return open('pasted', files, notes)
    if (!wrap) return void toast.error('Nothing was opened', { description: problem })
    const onClick = () => open('pasted', [{ name: 'pasted.yaml', text: wrap.text }], [])
    toast('Not opened yet', { description: problem, action: { label: wrap.title, onClick }, duration: 20_000 })
  }

  const openArchive = async (given: GivenArchive) => {
    const [{ readArchive }, { openWithView }] = await loadArchiveReader()
    const archive = await readArchive(given)
    if (archive.kind === 'refused') return refuse(archive.words)
    if (archive.kind === 'files') {
      const { title, files } = archive
      return (await someReadable(files))
        ? open(title, withFreeNames(files), [])
        : refuse(`${given.name} holds no manifest`)
    }
    const id = openWithView(store, library, archive.document, 'stored')
    const snapshot = await untilRead(store)
    const { documentId, title } = store.getState()
    if (documentId === id) toast(`Opened ${count(snapshot)} as '${title}'`)
  }

  return {
    pasteText: openText,
    async takeFiles(given) {
      if (!given) return
      const { name, files, refused, archives } = given
      for (const archive of archives) await openArchive(archive)
      if (archives.length > 0 && files.length + refused.length === 0) return
      const [only, ...others] = files
      const isAlone = only !== undefined && others.length + refused.length === 0
      // Other kinds of text, such as Markdown, are read as if they had been pasted.
      if (isAlone && !/\.(ya?ml|json)$/i.test(only.name)) return openText(only.text)
      if (await someReadable(files)) return open(name, withFreeNames(files), refused)
      if (isAlone) return openText(only.text)
      const unread = files.map((file) => `${file.name} holds no Kubernetes manifest`)
      refuse(sayFirst([...refused, ...unread]) || `no .yaml, .yml or .json file in '${name}'`)
    },
  }
}

async function reportOn(store: AppStore, snapshot: Snapshot, leftOut: readonly string[]): Promise<ImportReport> {
  const setAside = (await store.getState().askEngine('setAside', {})) ?? []
  return toReport(snapshot, { title: store.getState().title, leftOut, setAside })
}

/** As many reasons as a message has room for. */
const SAID = 4

function sayFirst(reasons: readonly string[]): string {
  const rest = reasons.length - SAID
  return [...reasons.slice(0, SAID), ...(rest > 0 ? [`and ${rest} more`] : [])].join(' · ')
}

/** Nobody adds to a document that is empty, or to the sample of the first visit as it came. */
function holdsWork({ documentId, document, past }: AppState): boolean {
  return document.files.length > 0 && (past.length > 0 || !isFirstSample(documentId))
}

function refuse(reason: string): void {
  toast.error('Nothing was opened', { description: reason })
}

/** Characters; whether a longer text holds manifests is left to the engine. */
const LONG = 256 * 1024

async function someReadable(files: readonly TextFile[]): Promise<boolean> {
  if (files.length === 0) return false
  const { readPaste } = await loadPasteReader()
  return files.some(({ text }) => text.length > LONG || readPaste(text).files.length > 0)
}

function count(snapshot: Snapshot | null, before: Snapshot | null = null): string {
  const resources = (snapshot?.counts.resources ?? 0) - (before?.counts.resources ?? 0)
  return resources === 1 ? '1 resource' : `${resources.toLocaleString('en')} resources`
}

function toCreations(existing: readonly TextFile[], files: readonly TextFile[]): readonly Edit[] {
  const taken = new Set(existing.map(({ name }) => name))
  return files.map(({ name, text }) => {
    const file = freeName(name, taken)
    taken.add(file)
    return { kind: 'createFile', file, text }
  })
}

/** The files under names of which no two are the same. */
export function withFreeNames(files: readonly TextFile[]): readonly TextFile[] {
  const taken = new Set<string>()
  return files.map(({ name, text }) => {
    const free = freeName(name, taken)
    taken.add(free)
    return { name: free, text }
  })
}

/** `name`, or `name-2` before its extension when that is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const [, stem = name, extension = ''] = /^(.*?)(\.[^./]+)?$/.exec(name) ?? []
  let number = 2
  while (taken.has(`${stem}-${number}${extension}`)) number += 1
  return `${stem}-${number}${extension}`
}
