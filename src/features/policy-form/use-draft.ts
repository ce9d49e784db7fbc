import { type KeyboardEvent, useEffect, useState } from 'react'
import type { PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import { useAppActions } from '../../store/context.tsx'
import type { EditManner } from '../../store/form-edit.ts'
import { type Edit, useEdit } from './use-edit.ts'

/** A value of the form while a person changes it, until it is part of the policy. */
export interface Draft<Value> {
  readonly value: Value
  readonly isChanged: boolean
  readonly edit: Edit
  readonly set: (value: Value) => void
  /** Proposes what was typed; nothing when that is no change. */
  readonly commit: (manner: EditManner) => void
  /** A choice that needs no typing. */
  readonly submit: (value: Value, manner?: EditManner) => void
  readonly discard: () => void
}

/**
 * What is typed belongs to the value it was typed over: when the policy gets another one meanwhile, by an undo or in the
 * text, the policy's counts. An edit that is through, or was taken back in its preview, leaves nothing behind.
 */
export function useDraft<Value>(value: Value, toChange: (typed: Value) => PolicyChange | undefined): Draft<Value> {
  const [typed, setTyped] = useState<{ readonly value: Value; readonly over: string } | null>(null)
  const edit = useEdit()
  const { state, forget } = edit
  const over = JSON.stringify(value)
  const live = typed?.over === over ? typed : null
  const isSettled = state === 'done' || (typed !== null && live === null)
  useEffect(() => {
    if (!isSettled) return
    setTyped(null)
    forget()
  })
  const propose = (wanted: Value, manner: EditManner) => {
    const change = JSON.stringify(wanted) === over ? undefined : toChange(wanted)
    if (change) edit.propose(change, manner)
    else if (JSON.stringify(wanted) === over) setTyped(null)
  }
  return {
    value: live ? live.value : value,
    isChanged: live !== null,
    edit,
    set(wanted) {
      setTyped({ value: wanted, over })
      if (state !== 'none') forget()
    },
    commit(manner) {
      // Who leaves a field that said why not is not told again; who insists is.
      if (live && state !== 'pending' && (state !== 'stopped' || manner === 'asked')) propose(live.value, manner)
    },
    submit(wanted, manner = 'asked') {
      setTyped({ value: wanted, over })
      propose(wanted, manner)
    },
    discard() {
      setTyped(null)
      forget()
    },
  }
}

/**
 * The keys of a field: Enter makes the change, Esc forgets what was typed, and undo and redo mean the document's as long as
 * nothing is typed that the field itself could take back.
 */
export function useDraftKeys<Value>({ isChanged, commit, discard }: Draft<Value>) {
  const { undo, redo } = useAppActions()
  return (event: KeyboardEvent<HTMLElement>) => {
    const key = event.key.toLowerCase()
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey
    if (event.key === 'Enter' && (isCommand || !(event.target instanceof HTMLTextAreaElement))) commit('asked')
    else if (event.key === 'Escape' && isChanged) discard()
    else if (isCommand && !isChanged && key === 'z') event.shiftKey ? redo() : undo()
    else if (isCommand && !isChanged && key === 'y') redo()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
