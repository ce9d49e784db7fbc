import { useEffect, useRef, useState } from 'react'
import { useApp, useAppStore } from '../../store/context.tsx'
import { afterPaint } from '../../ui/after-paint.ts'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import type { BoundEditor } from './bind-editor.ts'
import { EDITOR_HINTS, WAY_OUT } from './editor-hints.ts'

/** Lines shown as plain text until the editor is there. */
const PREVIEW_LINES = 80

/** Monaco, loaded once the picture is there; until then the beginning of the text. */
export function EditorHost({ file, isDark }: { file: string | null; isDark: boolean }) {
  const store = useAppStore()
  const { isByKeyboard, watch } = useKeyboardFocus()
  useCommands(EDITOR_HINTS)
  const host = useRef<HTMLDivElement>(null)
  const [bound, setBound] = useState<BoundEditor | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const isDrawn = useApp((state) => state.snapshot !== null || state.engineFailure !== null)
  const [hasPicture, setHasPicture] = useState(false)
  const documentId = useApp((state) => state.documentId)

  // Once is enough: while another document is read, the editor stays.
  if (isDrawn && !hasPicture) setHasPicture(true)

  useEffect(() => {
    if (!hasPicture) return
    let editor: BoundEditor | null = null
    let isGone = false
    const load = () =>
      import('./bind-editor.ts')
        .then(({ bindEditor }) => {
          if (isGone || !host.current) return
          editor = bindEditor(host.current, store)
          setBound(editor)
        })
        .catch(setFailure)
    const keepFromLoading = afterPaint(load)
    return () => {
      isGone = true
      keepFromLoading()
      editor?.dispose()
      setBound(null)
    }
  }, [hasPicture, store])

  useEffect(() => bound?.setTheme(isDark), [bound, isDark])
  // A document of the same file names is another text: the editor is told again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (bound && file !== null) bound.show(file)
  }, [bound, file, documentId])

  if (failure) throw failure
  return (
    <div className="editor-host" hidden={file === null} {...watch}>
      {!bound && file !== null && <TextPreview file={file} />}
      <div className="monaco-host nokey" ref={host} />
      {isByKeyboard && bound && <p className="editor-way-out">{WAY_OUT}</p>}
    </div>
  )
}

/** Whether the focus came by the keyboard: then one wants to know how it gets out again. */
function useKeyboardFocus() {
  const [isByKeyboard, setByKeyboard] = useState(false)
  const isPressed = useRef(false)
  const watch = {
    onPointerDownCapture: () => {
      isPressed.current = true
      setByKeyboard(false)
    },
    onPointerUpCapture: () => {
      isPressed.current = false
    },
    onFocus: () => setByKeyboard(!isPressed.current),
    onBlur: () => setByKeyboard(false),
  }
  return { isByKeyboard, watch }
}

function TextPreview({ file }: { file: string }) {
  const text = useApp(({ document }) => document.files.find(({ name }) => name === file)?.text ?? '')
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .slice(0, PREVIEW_LINES)
  return (
    <pre className="editor-preview" aria-hidden>
      {lines.join('\n')}
    </pre>
  )
}
