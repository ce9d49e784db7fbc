import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDocumentStorage } from '../../platform/document-storage.ts'
import { createMemoryRecords } from '../../platform/memory-records.testing.ts'
import { createAppStore } from '../../store/create-app-store.ts'
import type { AppState } from '../../store/state.ts'
import { showToasts, type Toast } from '../../ui/toast.ts'
import { createLocalEngine } from '../../worker/local-engine.testing.ts'
import { isAlive } from './document-entries.ts'
import { createImporter, freeName } from './import-documents.ts'
import { createLibrary } from './library.ts'

async function openPayments() {
  const store = createAppStore({ engine: createLocalEngine(), now: () => 0 })
  const library = createLibrary(store, createDocumentStorage(createMemoryRecords()), SILENT)
  library.create('payments', [{ name: 'pasted.yaml', text: NAMESPACE }])
  await library.save(store.getState())
  const importer = createImporter(store, library)
  const state = () => store.getState()
  return { library, importer, state }
}

/** No other tabs. */
const SILENT = { say: () => {}, hear: () => {} }

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n'
const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec: {}\n'

/** Messages, oldest first. */
let toasts: Toast[] = []
let stopShowing = () => {}
beforeEach(() => {
  toasts = []
  stopShowing = showToasts((toast) => toasts.push(toast))
})
afterEach(() => stopShowing())

const press = async (words: string) => {
  const pressed = toasts.find(({ action }) => action?.label === words)
  if (!pressed) throw new Error(`no message offers '${words}'`)
  return pressed.action?.onClick()
}

/** Types at the beginning of the pasted file. */
function typeFirst({ document, applyChange }: AppState, text: string) {
  const edits = [{ kind: 'splice', file: 'pasted.yaml', start: 0, end: 0, text } as const]
  applyChange({ edits, label: 'typing', base: document.revision }, 'typing')
}

describe('bringing texts in', () => {
  it('[PASTE-1] a paste is a new document, never over work, and its toast counts', async () => {
    const { importer, state } = await openPayments()
    await importer.pasteText(`${NAMESPACE}---\n${POD}`)
    expect(state()).toMatchObject({ title: 'pasted', document: { files: [{ text: `${NAMESPACE}---\n${POD}` }] } })
    expect(toasts.at(-1)).toMatchObject({ title: "Opened 2 resources as 'pasted'" })
  })

  it('[PASTE-2] adding it to the document before is one undoable entry, with duplicates flagged', async () => {
    const { importer, state, library } = await openPayments()
    await importer.pasteText(NAMESPACE)
    await press('Add to payments instead')
    expect(state().title).toBe('payments')
    expect(state().document.files.map(({ name }) => name)).toEqual(['pasted.yaml', 'pasted-2.yaml'])
    expect(state().past.map(({ label }) => label)).toEqual(['add pasted'])
    expect((await library.versions.list(state().documentId)).map(({ why }) => why)).toEqual(['import'])
    expect(
      library.entries
        .getState()
        .filter(isAlive)
        .map(({ title }) => title),
    ).toEqual(['payments'])
    expect(toasts.at(-1)?.description).toBe('1 of them were there already: see Problems')
    state().undo()
    expect(state().document.files).toEqual([{ name: 'pasted.yaml', text: NAMESPACE }])
  })

  it('[PASTE-5] what was edited since it was opened is added as it is now', async () => {
    const { importer, state } = await openPayments()
    await importer.pasteText(POD)
    typeFirst(state(), '# mine\n')
    await press('Add to payments instead')
    expect(state().document.files.map(({ text }) => text)).toEqual([NAMESPACE, `# mine\n${POD}`])
  })

  it('[PASTE-6] undoing the addition takes nothing else back', async () => {
    const { importer, state, library } = await openPayments()
    await importer.pasteText(POD)
    await press('Add to payments instead')
    typeFirst(state(), '# mine\n')
    await press('Undo')
    expect(state().document.files.map(({ text }) => text)).toEqual([`# mine\n${NAMESPACE}`, POD])
    library.create('other', [{ name: 'pasted.yaml', text: POD }])
    typeFirst(state(), '# mine\n')
    await press('Undo')
    expect(state().document.files.map(({ text }) => text)).toEqual([`# mine\n${POD}`])
  })

  it('[PASTE-3] nothing readable changes nothing, and says why', async () => {
    const { importer, state } = await openPayments()
    const before = state().document
    await importer.pasteText('NAME   READY\nweb    1/1\n')
    expect(state().document).toBe(before)
    expect(toasts.at(-1)).toMatchObject({ title: 'Nothing was opened' })
  })

  it('[PASTE-4] a part of a policy is offered to be wrapped, and only then opened', async () => {
    const { importer, state } = await openPayments()
    await importer.pasteText('ingress:\n  - from:\n      - podSelector: {}\n')
    expect(state().title).toBe('payments')
    await press('Wrap as NetworkPolicy')
    expect(state().title).toBe('pasted')
    expect(state().snapshot?.counts.policies).toBe(1)
  })

  it('[FILES-3] files keep their names, and two of one name get two', async () => {
    const { importer, state } = await openPayments()
    const files = ['a.yaml', 'a.yaml', 'b/a.yaml'].map((name) => ({ name, text: NAMESPACE }))
    await importer.takeFiles({ name: 'folder', files, refused: [], archives: [] })
    expect(state().document.files.map(({ name }) => name)).toEqual(['a.yaml', 'a-2.yaml', 'b/a.yaml'])
  })

  it('[FILES-5] files without any manifest change nothing, and say why', async () => {
    const { importer, state } = await openPayments()
    const before = state().document
    await importer.takeFiles({
      name: 'notes',
      files: [{ name: 'notes.txt', text: 'hello\n' }],
      refused: [],
      archives: [],
    })
    expect(toasts.at(-1)).toMatchObject({ title: 'Nothing was opened' })
    const files = ['a.yaml', 'b.yaml'].map((name) => ({ name, text: '' }))
    await importer.takeFiles({ name: 'files', files, refused: [], archives: [] })
    expect(toasts.at(-1)).toMatchObject({ title: 'Nothing was opened' })
    expect(state().document).toBe(before)
  })

  it('[FILES-6] broken manifests and templates open as they are, to be mended', async () => {
    const { importer, state } = await openPayments()
    for (const text of [
      'apiVersion: v1\nkind: Pod\nmetadata: [\n',
      'apiVersion: v1\nkind: Pod\nmetadata: {{ .Values.meta }}\n',
    ]) {
      await importer.takeFiles({ name: 'broken', files: [{ name: 'broken.yaml', text }], refused: [], archives: [] })
      expect(state().document.files).toEqual([{ name: 'broken.yaml', text }])
    }
  })

  it('[FILES-4] a free name keeps its extension', () => {
    expect(freeName('a.b.yaml', new Set(['a.b.yaml', 'a.b-2.yaml']))).toBe('a.b-3.yaml')
    expect(freeName('notes', new Set(['notes']))).toBe('notes-2')
  })
})
