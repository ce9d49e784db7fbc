import { X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'
import './dialog.css'

interface DialogProps {
  readonly title: string
  /** One sentence under the title. */
  readonly description?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons, the main one last. */
  readonly actions?: ReactNode
  /** For tables. */
  readonly wide?: boolean
}

/** A dialog over everything; shown as long as it is mounted. */
export function Dialog({ title, description, onClose, children, actions, wide = false }: DialogProps) {
  return (
    <RadixDialog.Root open onOpenChange={(open) => open || onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="dialog-scrim" />
        <RadixDialog.Content
          className={wide ? 'dialog dialog-wide' : 'dialog'}
          onOpenAutoFocus={focusField}
          onCloseAutoFocus={leaveFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className="dialog-head">
            <RadixDialog.Title className="dialog-title">{title}</RadixDialog.Title>
            <RadixDialog.Close asChild>
              <IconButton variant="quiet" name="Close">
                <X size={16} aria-hidden />
              </IconButton>
            </RadixDialog.Close>
          </header>
          {description && (
            <RadixDialog.Description className="dialog-description">{description}</RadixDialog.Description>
          )}
          <div className="dialog-body">{children}</div>
          {actions && <footer className="dialog-actions">{actions}</footer>}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

/** What a person came to fill in takes the focus, not the button that closes. */
function focusField(event: Event) {
  const content = event.currentTarget
  const field =
    content instanceof HTMLElement ? content.querySelector<HTMLElement>('[data-first-focus], input, textarea') : null
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** What came after it may have taken the focus: it keeps it. */
function leaveFocus(event: Event) {
  const focused = document.activeElement
  if (focused !== null && focused !== document.body) event.preventDefault()
}
