import { X } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import type { ExpressionForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { LabelOwners } from '../../core/authoring/policy-form/policy-form-completions.ts'
import type { ExpressionModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import type { Path } from '../../core/model/path.ts'
import type { Operator } from '../../core/model/selector.ts'
import type { EditManner } from '../../store/form-edit.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { EditButton } from './edit-button.tsx'
import { DraftNote } from './text-field.tsx'
import { useTyping } from './typing.ts'
import { useCompletions } from './use-completions.ts'
import { type Draft, useDraft, useDraftKeys } from './use-draft.ts'

const OPERATORS: readonly Operator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist']

interface ExpressionRowProps {
  readonly selector: Path
  readonly owners: LabelOwners
  readonly expression: ExpressionModel
}

/** An item of `matchExpressions`. */
export function ExpressionRow({ selector, owners, expression }: ExpressionRowProps) {
  const { index, key, operator, values, canBeLabel } = expression
  const toChange = (wanted: ExpressionForm) =>
    isComplete(wanted) ? ({ kind: 'set-expression', selector, index, expression: wanted } as const) : undefined
  const draft = useDraft<ExpressionForm>({ key, operator, values }, toChange)
  useTyping(draft.isChanged ? (toChange(draft.value) ?? null) : null)
  return (
    <ExpressionFields draft={draft} owners={owners} name={`expression ${index + 1}`}>
      <span className="row-actions">
        {canBeLabel && (
          <EditButton
            name={`Expression ${index + 1} as label`}
            change={{ kind: 'expression-to-label', selector, index }}
          >
            as label
          </EditButton>
        )}
        <EditButton
          icon
          name={`Remove expression ${index + 1}`}
          change={{ kind: 'remove-expression', selector, index }}
        >
          <X size={14} aria-hidden />
        </EditButton>
      </span>
    </ExpressionFields>
  )
}

const NO_EXPRESSION: ExpressionForm = { key: '', operator: 'In', values: [] }

/** One more expression: part of the selector once it says something. */
export function NewExpression({
  selector,
  owners,
  onDone,
}: Omit<ExpressionRowProps, 'expression'> & { onDone: () => void }) {
  const toChange = (expression: ExpressionForm) =>
    isComplete(expression) ? ({ kind: 'add-expression', selector, expression } as const) : undefined
  const draft = useDraft<ExpressionForm>(NO_EXPRESSION, toChange)
  useTyping(draft.isChanged ? (toChange(draft.value) ?? null) : null)
  return (
    <ExpressionFields draft={draft} owners={owners} name="a new expression" isNew>
      <span className="row-actions">
        <Button
          variant="quiet"
          className="small-button"
          aria-disabled={!isComplete(draft.value) || undefined}
          onClick={() => draft.commit('asked')}
        >
          Add
        </Button>
        <IconButton variant="quiet" className="small-button" name="No new expression" onClick={onDone}>
          <X size={14} aria-hidden />
        </IconButton>
      </span>
    </ExpressionFields>
  )
}

/** `In` and `NotIn` take values, the others none (VAL-3). */
function takesValues(operator: Operator): boolean {
  return operator === 'In' || operator === 'NotIn'
}

function isComplete({ key, operator, values }: ExpressionForm): boolean {
  return key !== '' && (values.length > 0 || !takesValues(operator))
}

interface FieldsProps {
  readonly draft: Draft<ExpressionForm>
  readonly owners: LabelOwners
  readonly name: string
  /** Nothing is written until the person says so. */
  readonly isNew?: boolean
  readonly children: ReactNode
}

function ExpressionFields({ draft, owners, name, isNew = false, children }: FieldsProps) {
  const noteId = useId()
  const { key, operator, values } = draft.value
  const [keys, loadKeys] = useCompletions(owners)
  const onKeyDown = useDraftKeys(draft)
  const change = (wanted: ExpressionForm, manner?: EditManner) =>
    isNew ? draft.set(wanted) : draft.submit(wanted, manner)
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!isNew && !event.currentTarget.contains(event.relatedTarget)) draft.commit('passing')
  }
  const chooseOperator = (wanted: Operator) =>
    change({ key, operator: wanted, values: takesValues(wanted) ? values : [] })
  return (
    <li className="selector-row" onBlur={onBlur}>
      <SuggestField
        name={`Key of ${name}`}
        placeholder="key"
        value={key}
        suggestions={keys}
        aria-describedby={noteId}
        onFocus={loadKeys}
        onType={(text) => draft.set({ key: text, operator, values })}
        onChoose={(text) => draft.set({ key: text, operator, values })}
        onKeyDown={onKeyDown}
      />
      <select
        className="input"
        aria-label={`Operator of ${name}`}
        value={operator}
        onChange={(event) => chooseOperator(event.target.value as Operator)}
      >
        {OPERATORS.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      {takesValues(operator) && (
        <Values
          name={name}
          owners={owners}
          labelKey={key}
          values={values}
          onChange={(wanted, manner) => change({ key, operator, values: wanted }, manner)}
        />
      )}
      {children}
      <DraftNote id={noteId} draft={draft} />
    </li>
  )
}

interface ValuesProps {
  readonly name: string
  readonly owners: LabelOwners
  readonly labelKey: string
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[], manner: EditManner) => void
}

function Values({ name, owners, labelKey, values, onChange }: ValuesProps) {
  const [text, setText] = useState('')
  const [known, load] = useCompletions(owners, labelKey)
  const add = (value: string, manner: EditManner) => {
    setText('')
    if (value !== '' && !values.includes(value)) onChange([...values, value], manner)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (text === '' || (event.key !== 'Enter' && event.key !== ',')) return
    event.preventDefault()
    event.stopPropagation()
    add(text.trim(), 'asked')
  }
  return (
    <span className="row-values">
      {values.map((value) => (
        <span key={value} className="value-chip">
          {value === '' ? '(empty)' : value}
          <button
            type="button"
            aria-label={`Remove value ${value} of ${name}`}
            onClick={() =>
              onChange(
                values.filter((one) => one !== value),
                'asked',
              )
            }
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <SuggestField
        name={`One more value of ${name}`}
        placeholder="add a value"
        value={text}
        suggestions={known.filter(({ text: one }) => !values.includes(one))}
        onFocus={load}
        onType={setText}
        onChoose={(value) => add(value, 'asked')}
        onBlur={(event) => {
          if (text.trim() === '') return
          // The row around commits what it has when it is left; this value it does not have yet.
          event.stopPropagation()
          add(text.trim(), 'passing')
        }}
        onKeyDown={onKeyDown}
      />
    </span>
  )
}
