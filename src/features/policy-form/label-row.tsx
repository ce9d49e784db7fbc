import { X } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, useId } from 'react'
import type { LabelOwners } from '../../core/authoring/policy-form/policy-form-completions.ts'
import type { Path } from '../../core/model/path.ts'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { EditButton } from './edit-button.tsx'
import { DraftNote } from './text-field.tsx'
import { useTyping } from './typing.ts'
import { useCompletions } from './use-completions.ts'
import { type Draft, useDraft, useDraftKeys } from './use-draft.ts'

interface LabelRowProps {
  readonly selector: Path
  readonly owners: LabelOwners
  readonly label: { readonly key: string; readonly value: string }
}

/** A pair of `matchLabels`. */
export function LabelRow({ selector, owners, label: { key, value } }: LabelRowProps) {
  const keyDraft = useDraft(key, (to) => ({ kind: 'rename-label', selector, key, to }))
  const valueDraft = useDraft(value, (wanted) => ({ kind: 'set-label', selector, key, value: wanted }))
  useTyping(
    valueDraft.isChanged
      ? { kind: 'set-label', selector, key, value: valueDraft.value }
      : keyDraft.isChanged
        ? { kind: 'rename-label', selector, key, to: keyDraft.value }
        : null,
  )
  return (
    <li className="selector-row">
      <KeyField draft={keyDraft} owners={owners} name={`Key of label ${key}`} />
      <span aria-hidden>=</span>
      <ValueField draft={valueDraft} owners={owners} labelKey={key} name={`Value of label ${key}`} />
      <span className="row-actions">
        <EditButton name={`Label ${key} as expression`} change={{ kind: 'label-to-expression', selector, key }}>
          as expression
        </EditButton>
        <EditButton icon name={`Remove label ${key}`} change={{ kind: 'remove-label', selector, key }}>
          <X size={14} aria-hidden />
        </EditButton>
      </span>
    </li>
  )
}

interface NewLabelProps {
  readonly selector: Path
  readonly owners: LabelOwners
}

const NO_LABEL = { key: '', value: '' }

/** One more label: part of the selector once both its key and its value are there. */
export function NewLabel({ selector, owners }: NewLabelProps) {
  const noteId = useId()
  const draft = useDraft(NO_LABEL, ({ key, value }) =>
    key.trim() === '' ? undefined : { kind: 'set-label', selector, key: key.trim(), value },
  )
  const { key, value } = draft.value
  useTyping(key.trim() === '' || !draft.isChanged ? null : { kind: 'set-label', selector, key: key.trim(), value })
  const onKeyDown = useDraftKeys(draft)
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // A value that is empty is one that somebody says: nobody means it by going away.
    if (value !== '' && !event.currentTarget.contains(event.relatedTarget)) draft.commit('passing')
  }
  const onKeyOfKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return onKeyDown(event)
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.closest('li')?.querySelectorAll('input')[1]?.focus()
  }
  const [keys, loadKeys] = useCompletions(owners)
  const [values, loadValues] = useCompletions(owners, key.trim())
  return (
    <li className="selector-row is-new" onBlur={onBlur}>
      <SuggestField
        aria-describedby={noteId}
        onKeyDown={onKeyOfKey}
        name="Key of a new label"
        placeholder="key"
        value={key}
        suggestions={keys}
        onFocus={loadKeys}
        onType={(text) => draft.set({ key: text, value })}
        onChoose={(text) => draft.set({ key: text, value })}
      />
      <span aria-hidden>=</span>
      <SuggestField
        aria-describedby={noteId}
        onKeyDown={onKeyDown}
        name="Value of a new label"
        placeholder="value"
        value={value}
        suggestions={values}
        onFocus={loadValues}
        onType={(text) => draft.set({ key, value: text })}
        onChoose={(text) => draft.submit({ key, value: text })}
      />
      <DraftNote id={noteId} draft={draft} />
    </li>
  )
}

interface PartFieldProps {
  readonly draft: Draft<string>
  readonly owners: LabelOwners
  readonly name: string
}

function KeyField({ draft, owners, name }: PartFieldProps) {
  const [keys, load] = useCompletions(owners)
  return <DraftField draft={draft} name={name} suggestions={keys} onFocus={load} />
}

function ValueField({ draft, owners, name, labelKey }: PartFieldProps & { labelKey: string }) {
  const [values, load] = useCompletions(owners, labelKey)
  return <DraftField draft={draft} name={name} suggestions={values} onFocus={load} />
}

interface DraftFieldProps {
  readonly draft: Draft<string>
  readonly name: string
  readonly suggestions: Parameters<typeof SuggestField>[0]['suggestions']
  readonly onFocus: () => void
}

function DraftField({ draft, name, suggestions, onFocus }: DraftFieldProps) {
  const id = useId()
  const onKeyDown = useDraftKeys(draft)
  return (
    <span className="row-field">
      <SuggestField
        name={name}
        value={draft.value}
        suggestions={suggestions}
        aria-invalid={draft.edit.outcome?.kind === 'refused' || undefined}
        aria-describedby={id}
        aria-busy={draft.edit.state === 'pending' || undefined}
        onFocus={onFocus}
        onType={draft.set}
        onChoose={draft.submit}
        onBlur={() => draft.commit('passing')}
        onKeyDown={onKeyDown}
      />
      <DraftNote id={id} draft={draft} />
    </span>
  )
}
