import { useId } from 'react'
import type { PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { SelectorModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { EditNote } from './edit-note.tsx'
import { useEdit } from './use-edit.ts'

/** What a selector without rows means. */
export interface SelectorChoice {
  readonly state: 'absent' | 'empty'
  /** "every pod of shop". */
  readonly words: string
}

interface SelectorStateProps {
  readonly name: string
  readonly selector: SelectorModel
  readonly choices: readonly SelectorChoice[]
  readonly byLabel: boolean
  readonly onByLabel: (byLabel: boolean) => void
}

/**
 * Whether a selector is absent, empty or filled, each with its meaning. "By label" writes nothing yet: the first row does.
 */
export function SelectorState({ name, selector, choices, byLabel, onByLabel }: SelectorStateProps) {
  const id = useId()
  const edit = useEdit()
  const isRows = selector.state === 'filled' || byLabel
  const toChange = (state: string): PolicyChange => ({
    kind: 'set-selector',
    selector: selector.path,
    to: state === 'absent' ? 'absent' : {},
  })
  const choose = (state: string) => {
    onByLabel(state === 'filled')
    if (state !== 'filled' && state !== selector.state) edit.propose(toChange(state), 'asked')
  }
  return (
    <>
      <select
        className="input selector-state"
        aria-label={`${name}: which`}
        aria-describedby={id}
        value={isRows ? 'filled' : selector.state}
        onChange={(event) => choose(event.target.value)}
      >
        {choices.map(({ state, words }) => (
          <option key={state} value={state}>
            {words}
          </option>
        ))}
        <option value="filled">those with all of these labels</option>
      </select>
      <EditNote id={id} outcome={edit.outcome} {...(edit.outcome ? { onDiscard: edit.forget } : {})} />
    </>
  )
}
