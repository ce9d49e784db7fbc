import { type FormEvent, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import './field.css'

interface RenameDialogProps {
  /** "document", "file". */
  readonly what: string
  readonly name: string
  /** Why a name cannot be taken, or undefined when it can. */
  readonly refuse?: (name: string) => string | undefined
  readonly onRename: (name: string) => void
  readonly onClose: () => void
}

export function RenameDialog({ what, name, refuse, onRename, onClose }: RenameDialogProps) {
  const [typed, setTyped] = useState(name)
  const wanted = typed.trim()
  const refusal = wanted === '' ? 'a name is needed' : wanted === name ? undefined : refuse?.(wanted)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (refusal) return
    if (wanted !== name) onRename(wanted)
    onClose()
  }
  return (
    <Dialog title={`Rename ${what}`} onClose={onClose}>
      <form className="field-form" onSubmit={submit}>
        <label className="field">
          <span>Name</span>
          <input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
        </label>
        {refusal && <p className="field-error">{refusal}</p>}
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={refusal !== undefined}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
