import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { useAppActions } from '../../store/context.tsx'
import { IconButton } from '../../ui/button.tsx'

interface DialogPanelProps {
  readonly title: ReactNode
  /** Enter, where nothing else in the dialog takes it; Ctrl or ⌘ with Enter everywhere in it. */
  readonly onConfirm?: () => void
  /** Beside the picture, which shows what the change does; else over its middle. */
  readonly docked?: boolean
  readonly children: ReactNode
  readonly footer?: ReactNode
}

/**
 * A dialog over the canvas that leaves the editor usable: it takes the focus when it opens, closes on Esc, and gives
 * the focus back to where it came from, unless the person has moved on to the editor. A choice that disappears once it
 * is made leaves the focus in the dialog.
 */
export function DialogPanel({ title, onConfirm, docked = false, children, footer }: DialogPanelProps) {
  const { closeDialog } = useAppActions()
  const titleId = useId()
  const panel = useFocusInside()
  useKeptFocus(panel)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeDialog()
    else if (onConfirm && isConfirmation(event)) onConfirm()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={docked ? 'change-layer is-docked' : 'change-layer'}>
      <div
        className="change-dialog"
        role="dialog"
        aria-labelledby={titleId}
        tabIndex={-1}
        ref={panel}
        onKeyDown={onKeyDown}
      >
        <header className="change-dialog__head">
          <h2 id={titleId}>{title}</h2>
          <IconButton variant="quiet" name="Close" onClick={closeDialog}>
            <X size={16} aria-hidden="true" />
          </IconButton>
        </header>
        <div className="change-dialog__body">{children}</div>
        {footer && <footer className="change-dialog__foot">{footer}</footer>}
      </div>
    </div>
  )
}

/** Enter on the dialog itself; its fields and buttons take a plain Enter themselves. */
function isConfirmation({ key, ctrlKey, metaKey, target, currentTarget }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey || target === currentTarget)
}

function useFocusInside() {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const dialog = panel.current
    const first = dialog?.querySelector<HTMLElement>('[data-first-focus]') ?? dialog
    first?.focus()
    return () => {
      const now = document.activeElement
      const isElsewhere = now !== null && now !== document.body && now !== before && !dialog?.contains(now)
      if (!isElsewhere) returnFocus(before)
    }
  }, [])
  return panel
}

/** Takes the focus when the part that had it is gone from the dialog. */
function useKeptFocus(panel: RefObject<HTMLDivElement | null>): void {
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    const remember = () => {
      focused.current = document.activeElement
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (!isLost || focused.current === null || focused.current.isConnected) return
    focused.current = null
    panel.current?.focus()
  })
}

/** To where it came from; to the graph when that is gone from the page, or takes no focus beside a preview, as nodes do. */
function returnFocus(before: Element | null): void {
  for (const target of [before, document.querySelector('[data-graph]')]) {
    if (target === document.body || !(target instanceof HTMLElement || target instanceof SVGElement)) continue
    target.focus()
    if (document.activeElement === target) return
  }
}
