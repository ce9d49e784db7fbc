import { useState } from 'react'
import { writeClipboard } from '../../platform/clipboard.ts'
import { download } from '../../platform/download.ts'
import { zipTexts } from '../../platform/zip.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import type { AppState } from '../../store/state.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { joinFiles, toFileName } from './join-files.ts'

/** The ways out: copy, one file, all files, and how to apply them. */
export function ExportMenu() {
  const store = useAppStore()
  const name = useApp((state) => toFileName(state.title))
  const isEmpty = useApp((state) => state.document.files.every(({ text }) => text.trim() === ''))
  const [applying, setApplying] = useState(false)
  const report = (what: string) =>
    toast(what, {
      description: caveats(store.getState()).join(' · ') || undefined,
      action: { label: 'How to apply…', onClick: () => setApplying(true) },
    })
  const copy = async () => {
    const done = await writeClipboard(joinFiles(store.getState().document.files))
    if (done) report('Copied all manifests')
    else toast.error('The browser did not allow copying', { description: 'download the file instead' })
  }
  const downloadFile = () => {
    download(`${name}.yaml`, joinFiles(store.getState().document.files), 'application/yaml')
    report(`Downloaded ${name}.yaml`)
  }
  const downloadZip = async () => {
    download(`${name}.zip`, await zipTexts(store.getState().document.files), 'application/zip')
    report(`Downloaded ${name}.zip`)
  }
  return (
    <>
      <Menu label="Export" chevron={false} className="button-primary">
        <MenuItem disabled={isEmpty} onSelect={copy}>
          Copy
        </MenuItem>
        <MenuItem disabled={isEmpty} onSelect={downloadFile} note="one file">
          Download {name}.yaml
        </MenuItem>
        <MenuItem disabled={isEmpty} onSelect={downloadZip} note="all files">
          Download {name}.zip
        </MenuItem>
        <MenuLine />
        <MenuItem onSelect={() => setApplying(true)}>Apply with kubectl…</MenuItem>
      </Menu>
      {applying && <ApplyDialog file={`${name}.yaml`} onClose={() => setApplying(false)} />}
    </>
  )
}

function ApplyDialog({ file, onClose }: { file: string; onClose: () => void }) {
  const state = useAppStore().getState()
  const named = /^[\w.-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`
  return (
    <Dialog
      title={`Apply ${file}`}
      description="See what would change, let the API server check it, then apply."
      onClose={onClose}
    >
      {caveats(state).map((line) => (
        <p key={line} className="caveat">
          {line}
        </p>
      ))}
      <Copyable name="diff command" text={`kubectl diff -f ${named}`} />
      <Copyable name="dry-run command" text={`kubectl apply --server-side --dry-run=server -f ${named}`} />
      <Copyable name="apply command" text={`kubectl apply --server-side -f ${named}`} />
    </Dialog>
  )
}

/** What whoever applies the export should know. */
function caveats({ snapshot }: AppState): readonly string[] {
  const stale = snapshot?.policies.filter((policy) => policy.stale).length ?? 0
  return [
    ...(snapshot?.banners ?? []),
    ...(stale > 0
      ? [`${stale} ${stale === 1 ? 'policy is' : 'policies are'} broken now: the picture shows an older text`]
      : []),
  ]
}
