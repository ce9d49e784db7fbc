import { useEffect, useState } from 'react'
import { readDrop } from '../../platform/read-files.ts'
import { toast } from '../../ui/toast.ts'
import { useDocuments } from './documents-context.tsx'

/** Opens what is pasted outside of text fields and what is dropped anywhere; tells whether something hovers. */
export function usePageInput(): boolean {
  const { importer } = useDocuments()
  const [hovering, setHovering] = useState(false)

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (isTextField(event.target) || !event.clipboardData) return
      event.preventDefault()
      if (event.clipboardData.files.length > 0) readDrop(event.clipboardData).then(importer.takeFiles, refuse)
      else importer.pasteText(event.clipboardData.getData('text/plain'))
    }
    const over = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesContent(event.dataTransfer)) return
      if (isTakenBySome(event.target)) return setHovering(false)
      event.preventDefault()
      event.stopPropagation()
      setHovering(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setHovering(false)
    const drop = (event: DragEvent) => {
      setHovering(false)
      if (!event.dataTransfer || !carriesContent(event.dataTransfer) || isTakenBySome(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      readDrop(event.dataTransfer).then(importer.takeFiles, refuse)
    }
    document.addEventListener('paste', paste)
    // Captured, because Monaco has a drop of its own.
    window.addEventListener('dragover', over, true)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop, true)
    return () => {
      document.removeEventListener('paste', paste)
      window.removeEventListener('dragover', over, true)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop, true)
    }
  }, [importer])

  return hovering
}

function refuse(error: unknown) {
  toast.error('Nothing was opened', { description: error instanceof Error ? error.message : String(error) })
}

/** Files from outside. Text that is dragged within the page, such as in the editor, stays its editor's matter. */
function carriesContent(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files')
}

/** Some parts of the page do something else with what is dropped on them. */
function isTakenBySome(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-takes-files]') !== null
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, .monaco-editor, [role=textbox]') !== null
}
