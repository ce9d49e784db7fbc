import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import { Button } from '../../ui/button.tsx'
import { EditNote } from './edit-note.tsx'
import { useEditTarget } from './edit-target.ts'
import { useEdit } from './use-edit.ts'

interface NewPartProps {
  /** "peer", "port", "ingress rule". */
  readonly what: string
  /** Undefined while it says too little. */
  readonly change: PolicyChange | undefined
  /** It is in the policy, or is not wanted any more. */
  readonly onDone: () => void
  readonly children: ReactNode
}

/** A part that is put together here and written as a whole, so that a half of it never opens a flow. */
export function NewPart({ what, change, onDone, children }: NewPartProps) {
  const id = useId()
  const { isReady } = useEditTarget()
  const { state, outcome, isMade, propose, forget } = useEdit()
  const box = useFirstField()
  const isDone = state === 'done'
  useEffect(() => {
    if (isDone && isMade) onDone()
    else if (isDone) forget()
  })
  const canAdd = isReady && change !== undefined && state !== 'pending'
  const add = () => canAdd && propose(change, 'asked')
  return (
    <fieldset
      className="new-part"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) add()
        else if (event.key === 'Escape') onDone()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <legend className="new-part-legend">New {what}</legend>
      {children}
      <div className="new-part-actions">
        <Button
          variant="primary"
          className="small-button"
          aria-disabled={!canAdd || undefined}
          aria-describedby={id}
          onClick={add}
        >
          Add this {what}
        </Button>
        <Button className="small-button" onClick={onDone}>
          Cancel
        </Button>
        <EditNote id={id} outcome={outcome} onReview={add} />
      </div>
    </fieldset>
  )
}

function useFirstField() {
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('input, select')?.focus(), [])
  return box
}
