import { useState } from 'react'
import { useApp } from '../../store/context.tsx'
import { BigFileCard, LARGE_TEXT } from './big-file-card.tsx'
import { EditorHost } from './editor-host.tsx'
import { FileTabs } from './file-tabs.tsx'
import './editor.css'

/** The files of the document and the text of the open one. */
export function EditorPane({ isDark }: { isDark: boolean }) {
  const file = useApp((state) => state.document.files.find(({ name }) => name === state.openFile))
  const documentId = useApp((state) => state.documentId)
  const [openedAnyway, setOpenedAnyway] = useState<ReadonlySet<string>>(new Set())
  const key = `${documentId}/${file?.name ?? ''}`
  const isHeldBack = file !== undefined && file.text.length > LARGE_TEXT && !openedAnyway.has(key)
  return (
    <div className="editor-pane">
      <FileTabs />
      <div className="editor-body" id="editor-body">
        {/* Monaco stays while a card covers it: its models and its place in other files are kept. */}
        <EditorHost file={isHeldBack || !file ? null : file.name} isDark={isDark} />
        {isHeldBack && <BigFileCard file={file} onOpen={() => setOpenedAnyway(new Set([...openedAnyway, key]))} />}
        {!file && <p className="editor-none">This document has no files yet.</p>}
      </div>
    </div>
  )
}
