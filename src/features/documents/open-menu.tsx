import { useState } from 'react'
import { type GivenFiles, pickFiles, pickFolder } from '../../platform/read-files.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { useDocuments } from './documents-context.tsx'
import { FETCH_COMMAND } from './fetch-command.ts'
import { loadSample, SAMPLE_QUESTION, SAMPLE_TITLE } from './sample.ts'

/** The ways in: files, a folder, a paste, the sample. */
export function OpenMenu() {
  const { importer, library } = useDocuments()
  const [helping, setHelping] = useState(false)
  const take = async (pick: () => Promise<GivenFiles | null>) => {
    try {
      await importer.takeFiles(await pick())
    } catch (error) {
      toast.error('Nothing was opened', { description: error instanceof Error ? error.message : String(error) })
    }
  }
  const openSample = async () => library.create(SAMPLE_TITLE, await loadSample(), SAMPLE_QUESTION)
  return (
    <>
      <Menu label="Open…" chevron={false}>
        <MenuItem onSelect={() => take(pickFiles)}>Files…</MenuItem>
        <MenuItem onSelect={() => take(pickFolder)}>Folder…</MenuItem>
        <MenuItem onSelect={() => setHelping(true)}>Paste from kubectl…</MenuItem>
        <MenuLine />
        <MenuItem onSelect={openSample}>The sample</MenuItem>
      </Menu>
      {helping && <PasteHelp onClose={() => setHelping(false)} />}
    </>
  )
}

function PasteHelp({ onClose }: { onClose: () => void }) {
  const { importer } = useDocuments()
  const paste = (text: string) => {
    if (text.trim().length < 2) return
    onClose()
    importer.pasteText(text)
  }
  return (
    <Dialog
      title="Paste from a cluster"
      description="This command fetches exactly what is read here, and no Secrets. What you paste stays in this browser."
      onClose={onClose}
    >
      <Copyable name="command" text={FETCH_COMMAND} />
      <label className="field">
        <span>Paste its output here, or anywhere outside the editor</span>
        <textarea
          rows={4}
          value=""
          onChange={(event) => paste(event.target.value)}
          onPaste={(event) => {
            event.preventDefault()
            paste(event.clipboardData.getData('text/plain'))
          }}
        />
      </label>
      <p className="quiet">
        Or save it with <code>&gt; cluster.yaml</code> and drop the file on this page: better for large clusters.
      </p>
    </Dialog>
  )
}
