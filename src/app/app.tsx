import { useEffect, useState } from 'react'
import { DocumentsProvider } from '../features/documents/documents-context.tsx'
import { loadPackers, loadReportMaker } from '../features/documents/export-commands.ts'
import { noteFirstSample } from '../features/documents/first-sample.ts'
import { createImporter, loadArchiveReader, loadPasteReader } from '../features/documents/import-documents.ts'
import { askAfterFirstEdit, createKeeping } from '../features/documents/keep-storage.ts'
import { createLibrary } from '../features/documents/library.ts'
import { FIRST_SAMPLE, loadSampleParts } from '../features/documents/samples.ts'
import { saySaveFailures } from '../features/documents/say-save-failure.ts'
import { createShownDialog } from '../features/documents/shown-dialog.ts'
import { createDocumentStorage } from '../platform/document-storage.ts'
import { loadFolderPicker } from '../platform/read-files.ts'
import { createRecordArea } from '../platform/records.ts'
import { StoreProvider } from '../store/context.tsx'
import { type AppStore, createAppStore } from '../store/create-app-store.ts'
import { afterPaint } from '../ui/after-paint.ts'
import { createCommandRegistry } from '../ui/commands/command.ts'
import { CommandsProvider } from '../ui/commands/commands-context.tsx'
import { createEngineClient } from '../worker/client.ts'
import { createAddress, loadLinkReader } from './address.ts'
import { startAutosave } from './autosave.ts'
import { startBusyTimer } from './busy-timer.ts'
import { startCheckTimer } from './check-timer.ts'
import { loadExports } from './commands/hand-on-commands.ts'
import { keepChoices } from './kept-choices.ts'
import { loadLateParts } from './late-parts.tsx'
import { Pane } from './pane.tsx'
import { Shell } from './shell.tsx'

function createApp() {
  const store = createAppStore({ engine: createEngineClient(), now: () => Date.now(), afterPaint })
  const library = createLibrary(store, createDocumentStorage(createRecordArea()))
  const dialog = createShownDialog()
  const importer = createImporter(store, library, (report) => dialog.setState({ kind: 'report', report }, true))
  const documents = { library, importer, dialog, keeping: createKeeping() }
  const commands = { registry: createCommandRegistry(), subscribe: store.subscribe }
  return { store, library, documents, commands, address: createAddress(store, library) }
}

/** What was open the last time, and over it what lies in the address; at the first visit the sample. */
async function openFirst({ library, address }: ReturnType<typeof createApp>) {
  const isReopened = await library.reopenLast()
  if ((await address.open()) || isReopened) return
  const { title, question, load } = FIRST_SAMPLE
  noteFirstSample(library.create(title, await load(), question))
}

/** Parts that a later click needs are fetched now, so that no request is made once the page stands. */
function loadTheRest(store: AppStore): () => void {
  const load = () =>
    Promise.all([
      loadPasteReader(),
      loadLinkReader(),
      loadArchiveReader(),
      loadFolderPicker(),
      loadExports(),
      loadSampleParts(),
      loadReportMaker(),
      loadPackers(),
      loadLateParts(),
    ]).catch(() => undefined)
  let keepFromLoading = () => {}
  const unsubscribe = store.subscribe(({ snapshot }) => {
    if (!snapshot) return
    unsubscribe()
    keepFromLoading = afterPaint(load)
  })
  if (store.getState().snapshot) load()
  return () => {
    unsubscribe()
    keepFromLoading()
  }
}

export function App() {
  const [app] = useState(createApp)
  useEffect(() => {
    const stopSaving = startAutosave(app.store, app.library)
    const stopAsking = askAfterFirstEdit(app.store, app.documents.keeping)
    const stopSaying = saySaveFailures(app.store, app.documents.dialog)
    const stopKeeping = keepChoices(app.store)
    const stopTimer = startBusyTimer(app.store)
    const stopChecking = startCheckTimer(app.store)
    const stopLoading = loadTheRest(app.store)
    const stopFollowing = app.address.follow()
    if (app.store.getState().documentId === '') openFirst(app)
    return () => {
      stopSaving()
      stopAsking()
      stopSaying()
      stopKeeping()
      stopTimer()
      stopChecking()
      stopLoading()
      stopFollowing()
    }
  }, [app])
  return (
    <StoreProvider store={app.store}>
      <DocumentsProvider documents={app.documents}>
        <CommandsProvider commands={app.commands}>
          <Pane what="The page">
            <Shell />
          </Pane>
        </CommandsProvider>
      </DocumentsProvider>
    </StoreProvider>
  )
}
