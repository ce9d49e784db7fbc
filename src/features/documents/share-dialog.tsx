import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toFileName } from '../../core/workspace/archive/file-name.ts'
import { writeShareLink } from '../../core/workspace/share/share-link.ts'
import type { LeftOut, SharedFiles } from '../../core/workspace/share/shared-files.ts'
import { writeClipboard } from '../../platform/clipboard.ts'
import { download } from '../../platform/download.ts'
import { loadPacker } from '../../platform/packer.ts'
import { linkWith } from '../../platform/share-link.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import { BUNDLE, packDocument } from '../../store/pack-document.ts'
import { toSharedView } from '../../store/shared-view.ts'
import type { AppState } from '../../store/state.ts'
import { useAnswer } from '../../store/use-answer.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import './share-dialog.css'

/** Characters: browsers and servers take links up to here. */
const LONGEST = 32_000
/** Characters: some programs that pass links on cut longer ones. */
const LONG = 8000

/** A link that holds the document, with what is in it and what is not; a file where it would be too long. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const shared = useAnswer('shareFiles', {})
  const link = useLink(shared)
  return (
    <Dialog
      title="Share"
      description="The link itself holds the manifests: whoever has it can read them. Making it sends nothing anywhere."
      onClose={onClose}
    >
      {shared && <Contents leftOut={shared.leftOut} />}
      <LinkOrFile link={link} />
    </Dialog>
  )
}

/** The link; `too-long` when there can be none, null while it is being made. */
function useLink(shared: SharedFiles | null): string | 'too-long' | null {
  const store = useAppStore()
  const [link, setLink] = useState<string | null>(null)
  useEffect(() => {
    if (!shared) return
    let isGone = false
    loadPacker().then((packer) => {
      const state = store.getState()
      const hash = writeShareLink({ title: titleOf(state), files: shared.files, view: toSharedView(state) }, packer)
      if (!isGone) setLink(hash === undefined ? 'too-long' : linkWith(hash))
    })
    return () => {
      isGone = true
    }
  }, [shared, store])
  return link
}

/** What was opened from a link is not shared as something shared. */
function titleOf({ title }: AppState): string {
  return title.replace(/^(?:Shared: )+/, '')
}

function Contents({ leftOut }: { leftOut: LeftOut }) {
  return (
    <dl className="share-contents">
      <dt>In the link</dt>
      <dd>policies word for word, with their comments</dd>
      <dd>of everything else its names, labels, selectors, ports, addresses and replicas</dd>
      <dd>how it looks now: places, folds, filter, settings, the question and what is selected</dd>
      <dt>Left out</dt>
      <dd>environment, commands, images, volumes, annotations, status</dd>
      {wordsOf(leftOut).map((words) => (
        <dd key={words}>{words}</dd>
      ))}
    </dl>
  )
}

/** Kinds that a line has room for. */
const NAMED = 4

function wordsOf({ kinds, texts }: LeftOut): readonly string[] {
  const named = kinds.slice(0, NAMED).map(({ kind, count }) => `${count.toLocaleString('en')} × ${kind}`)
  const others = kinds.slice(NAMED).reduce((sum, { count }) => sum + count, 0)
  const all = [...named, ...(others > 0 ? [`${others.toLocaleString('en')} others`] : [])]
  const unread =
    texts === 1 ? '1 text that is no manifest' : `${texts.toLocaleString('en')} texts that are no manifests`
  return [...(all.length > 0 ? [all.join(', ')] : []), ...(texts > 0 ? [unread] : [])]
}

function LinkOrFile({ link }: { link: string | 'too-long' | null }) {
  if (link === null) return <p aria-live="polite">Making the link…</p>
  if (link === 'too-long' || link.length > LONGEST) return <TooLong length={link === 'too-long' ? null : link.length} />
  return (
    <>
      <p>
        <strong>{link.length.toLocaleString('en')} characters.</strong>{' '}
        {link.length > LONG &&
          'Some programs cut links as long as this one. Whoever opens one that was cut is told so. '}
      </p>
      <LinkField link={link} />
      <p className="share-aside">
        For the document as it is, with nothing left out: <FileButton />
      </p>
    </>
  )
}

function LinkField({ link }: { link: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = async () => {
    const isDone = await writeClipboard(link)
    setCopied(isDone ? 'yes' : 'failed')
    announce(isDone ? 'link copied' : 'the browser did not allow copying: select the link and copy it')
  }
  return (
    <div className="share-link">
      <textarea readOnly aria-label="Link" rows={4} value={link} onFocus={(event) => event.target.select()} />
      <Button variant="primary" aria-label="Copy link" onClick={copy}>
        {copied === 'yes' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
        {{ no: 'Copy', yes: 'Copied', failed: 'Select and copy' }[copied]}
      </Button>
    </div>
  )
}

function TooLong({ length }: { length: number | null }) {
  const size = length === null ? 'far more than' : `${length.toLocaleString('en')} characters, more than the`
  return (
    <>
      <p>
        <strong>Too long for a link:</strong> it would have {size} {LONGEST.toLocaleString('en')} that can be opened
        everywhere. Send a file instead: dropped on Bulkhead it opens just like this.
      </p>
      <p className="caveat">The file holds the document word for word, with everything that a link leaves out.</p>
      <FileButton isMain />
    </>
  )
}

function FileButton({ isMain = false }: { isMain?: boolean }) {
  const store = useAppStore()
  const name = useApp(({ title }) => `${toFileName(title)}${BUNDLE}`)
  const save = async () => download(name, await packDocument(store.getState()), 'application/zip')
  return (
    <Button variant={isMain ? 'primary' : 'plain'} onClick={save}>
      Download {name}
    </Button>
  )
}
