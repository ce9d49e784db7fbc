import { Plus, Undo2, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { LabelsForm } from '../../core/authoring/change-form.ts'
import type { LabelChange } from '../../core/authoring/structure/structure-labels.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { findDoubled, type LabelRow, rebaseRows, toChanges, toRows } from './label-rows.ts'

interface LabelsFieldsProps {
  readonly form: LabelsForm
  readonly changes: readonly LabelChange[]
  readonly onChange: (changes: readonly LabelChange[]) => void
}

/** Labels row by row, completed from the document; the plan says who depended on them. */
export function LabelsFields({ form, onChange }: LabelsFieldsProps) {
  const legendId = useId()
  const { rows, change } = useRows(form, onChange)
  const doubled = findDoubled(rows)
  const edit = (id: string, part: Partial<LabelRow>) =>
    change(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const remove = ({ id, was, removed }: LabelRow) =>
    was ? edit(id, { removed: !removed }) : change(rows.filter((row) => row.id !== id))
  const add = () => change([...rows, { id: `new ${newest(rows) + 1}`, key: '', value: '', removed: false }])
  return (
    <fieldset className="label-rows" aria-labelledby={legendId}>
      <legend id={legendId}>Labels</legend>
      {rows.map((row) => (
        <Row key={row.id} row={row} form={form} onEdit={(part) => edit(row.id, part)} onRemove={() => remove(row)} />
      ))}
      {rows.length === 0 && <p className="help">no labels</p>}
      <Button variant="quiet" className="label-rows__add" onClick={add}>
        <Plus size={14} aria-hidden /> Add a label
      </Button>
      <p className="help" role="status">
        {doubled !== undefined && `${doubled} stands here twice: the last one counts`}
      </p>
    </fieldset>
  )
}

/** Rows of one's own, because a key that is being typed may be another's; they follow the text. */
function useRows({ labels }: LabelsForm, onChange: LabelsFieldsProps['onChange']) {
  const [rows, setRows] = useState(() => toRows(labels))
  const known = useRef(JSON.stringify(labels))
  const written = JSON.stringify(labels)
  let current = rows
  if (known.current !== written) {
    known.current = written
    current = rebaseRows(rows, labels)
    setRows(current)
  }
  const change = (next: readonly LabelRow[]) => {
    setRows(next)
    onChange(toChanges(next))
  }
  return { rows: current, change }
}

function newest(rows: readonly LabelRow[]): number {
  return Math.max(0, ...rows.map(({ id }) => Number(/^new (\d+)$/.exec(id)?.[1] ?? 0)))
}

interface RowProps {
  readonly row: LabelRow
  readonly form: LabelsForm
  readonly onEdit: (part: Partial<LabelRow>) => void
  readonly onRemove: () => void
}

function Row({ row, form, onEdit, onRemove }: RowProps) {
  const { was, key, value, removed } = row
  const name = was?.[0] ?? 'new label'
  const values = form.known.find((each) => each.key === key)?.values ?? []
  if (removed)
    return (
      <div className="label-row">
        <del className="label-row__gone">
          {was?.[0]}={was?.[1]}
        </del>
        <IconButton variant="quiet" name={`Put back ${name}`} onClick={onRemove}>
          <Undo2 size={14} aria-hidden />
        </IconButton>
      </div>
    )
  return (
    <div className="label-row">
      <SuggestField
        name={`Key of ${name}`}
        placeholder="key"
        value={key}
        suggestions={form.known.map((each) => ({ text: each.key }))}
        onType={(typed) => onEdit({ key: typed.trim() })}
        onChoose={(chosen) => onEdit({ key: chosen })}
      />
      <span aria-hidden>=</span>
      <SuggestField
        name={`Value of ${name}`}
        placeholder="value"
        value={value}
        suggestions={values.map((text) => ({ text }))}
        onType={(typed) => onEdit({ value: typed.trim() })}
        onChoose={(chosen) => onEdit({ value: chosen })}
      />
      <IconButton variant="quiet" name={`Remove ${name}`} onClick={onRemove}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
