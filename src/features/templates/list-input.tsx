import { useState } from 'react'
import type { ListField } from '../../core/authoring/templates/field.ts'

interface ListInputProps {
  readonly field: ListField
  readonly onGive: (words: readonly string[]) => void
}

/** Several words: ticked where they are known, else typed, one in each line. */
export function ListInput({ field, onGive }: ListInputProps) {
  return field.options.length > 0 ? (
    <TickedList field={field} onGive={onGive} />
  ) : (
    <TypedList field={field} onGive={onGive} />
  )
}

function TickedList({ field: { label, value, options }, onGive }: ListInputProps) {
  const tick = (word: string, isOn: boolean) =>
    onGive(options.map((option) => option.value).filter((each) => (each === word ? isOn : value.includes(each))))
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="template-list">
        {options.map((option) => (
          <label key={option.value} className="check">
            <input
              type="checkbox"
              checked={value.includes(option.value)}
              onChange={(event) => tick(option.value, event.target.checked)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function TypedList({ field: { label, value }, onGive }: ListInputProps) {
  /** What was typed; null while the field shows what the document suggests. */
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value.join('\n')
  const give = (next: string) => {
    setTyped(next)
    onGive(next.split(/[\s,]+/).filter((word) => word !== ''))
  }
  return (
    <label className="field">
      <span>{label}</span>
      <textarea
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        spellCheck={false}
        value={text}
        onChange={(event) => give(event.target.value)}
      />
    </label>
  )
}
