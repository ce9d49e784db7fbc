import { type ReactNode, useId } from 'react'
import type { PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EditNote } from './edit-note.tsx'
import { useEditTarget } from './edit-target.ts'
import { useEdit } from './use-edit.ts'

interface EditButtonProps {
  /** What a screen reader calls it: with the thing it is about. */
  readonly name: string
  readonly change: PolicyChange
  readonly children: ReactNode
  readonly icon?: boolean
}

/** Proposes a change at a click. While the form is not that of the newest text it keeps the focus, and waits. */
export function EditButton({ name, change, children, icon = false }: EditButtonProps) {
  const id = useId()
  const { isReady } = useEditTarget()
  const { propose, outcome, state, forget } = useEdit()
  const shared = {
    variant: 'quiet',
    'aria-disabled': !isReady || undefined,
    'aria-describedby': id,
    'aria-busy': state === 'pending' || undefined,
    onClick: () => isReady && propose(change, 'asked'),
  } as const
  return (
    <span className="edit-button">
      {icon ? (
        <IconButton {...shared} name={name} className="small-button">
          {children}
        </IconButton>
      ) : (
        <Button {...shared} aria-label={name} className="small-button">
          {children}
        </Button>
      )}
      <EditNote
        id={id}
        outcome={outcome}
        onReview={() => propose(change, 'asked')}
        {...(outcome ? { onDiscard: forget } : {})}
      />
    </span>
  )
}
