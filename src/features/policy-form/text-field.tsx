import { type ReactNode, useId } from 'react'
import type { PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import { SuggestField, type Suggestion } from '../../ui/suggest-field.tsx'
import { EditNote } from './edit-note.tsx'
import { type Draft, useDraft, useDraftKeys } from './use-draft.ts'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly toChange: (text: string) => PolicyChange | undefined
  readonly suggestions?: readonly Suggestion[]
  readonly multiline?: boolean
  readonly mono?: boolean
  readonly placeholder?: string
  /** Beside the field, in its line. */
  readonly children?: ReactNode
  /** The label is not shown: what stands around the field says it. */
  readonly bare?: boolean
}

/** A field of the policy: committed by Enter, or when it is left. */
export function TextField({ label, bare = false, children, ...rest }: TextFieldProps) {
  const id = useId()
  const draft = useDraft(rest.value, rest.toChange)
  return (
    <div className={bare ? 'text-field is-bare' : 'text-field'}>
      {!bare && (
        <label className="text-field-label" htmlFor={id}>
          {label}
        </label>
      )}
      <div className="text-field-line">
        <Input id={id} label={label} draft={draft} {...rest} />
        {children}
      </div>
      <DraftNote id={`${id}-note`} draft={draft} />
    </div>
  )
}

function Input({
  id,
  label,
  draft,
  suggestions,
  multiline = false,
  mono = false,
  placeholder,
}: Omit<TextFieldProps, 'value' | 'toChange'> & { id: string; draft: Draft<string> }) {
  const onKeyDown = useDraftKeys(draft)
  const shared = {
    id,
    value: draft.value,
    placeholder,
    spellCheck: multiline,
    'aria-invalid': draft.edit.outcome?.kind === 'refused' || undefined,
    'aria-describedby': `${id}-note`,
    'aria-busy': draft.edit.state === 'pending' || undefined,
    onBlur: () => draft.commit('passing'),
    onKeyDown,
  }
  if (suggestions)
    return (
      <SuggestField {...shared} name={label} suggestions={suggestions} onType={draft.set} onChoose={draft.submit} />
    )
  const className = mono ? 'input is-mono' : 'input'
  const onChange = (event: { target: { value: string } }) => draft.set(event.target.value)
  if (multiline)
    return (
      <textarea
        {...shared}
        aria-label={label}
        className={className}
        rows={Math.min(6, draft.value.split('\n').length + 1)}
        onChange={onChange}
      />
    )
  return <input {...shared} aria-label={label} className={className} autoComplete="off" onChange={onChange} />
}

/** Why a draft is not part of the policy. */
export function DraftNote<Value>({ id, draft }: { id: string; draft: Draft<Value> }) {
  const { edit, commit, discard } = draft
  return (
    <EditNote
      id={id}
      outcome={edit.outcome}
      isPending={edit.state === 'pending'}
      onReview={() => commit('asked')}
      onDiscard={discard}
    />
  )
}
