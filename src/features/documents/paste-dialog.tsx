import { type GivenFiles, pickFiles, pickFolder } from '../../platform/read-files.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useDocuments } from './documents-context.tsx'
import { FETCH_COMMAND } from './fetch-command.ts'
import { useTakeFiles } from './use-take-files.ts'

/** The ways in for manifests of one's own: a paste, files, a folder, and what fetches them from a cluster. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const { importer } = useDocuments()
  const takeFiles = useTakeFiles()
  const paste = (text: string) => {
    if (text.trim().length < 2) return
    onClose()
    importer.pasteText(text)
  }
  const pick = (from: () => Promise<GivenFiles | null>) => async () => {
    if (await takeFiles(from)) onClose()
  }
  return (
    <Dialog
      title="Your manifests"
      description="They open as a document of their own, and stay in this browser."
      onClose={onClose}
    >
      <label className="field">
        <span>Paste them here, or anywhere outside the editor</span>
        <textarea
          rows={4}
          value=""
          placeholder="Deployments, Services, NetworkPolicies, … as YAML or JSON"
          onChange={(event) => paste(event.target.value)}
          onPaste={(event) => {
            event.preventDefault()
            paste(event.clipboardData.getData('text/plain'))
          }}
        />
      </label>
      <p className="paste-files">
        <span>Or drop files anywhere on this page, or choose</span>
        <Button onClick={pick(pickFiles)}>Files…</Button>
        <Button onClick={pick(pickFolder)}>A folder…</Button>
      </p>
      <div className="field">
        <span>From a cluster, this prints exactly what is read here, and no Secrets</span>
        <Copyable name="command" text={FETCH_COMMAND} />
      </div>
    </Dialog>
  )
}
