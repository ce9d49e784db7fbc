import type { ChoiceField } from '../../core/authoring/templates/field.ts'
import { SuggestField } from '../../ui/suggest-field.tsx'

interface ChoiceInputProps {
  readonly field: ChoiceField
  readonly onGive: (value: string) => void
}

/** One of a few words, or any other word where that makes sense. */
export function ChoiceInput({ field, onGive }: ChoiceInputProps) {
  if (field.isOpen)
    return (
      <div className="field">
        <span aria-hidden>{field.label}</span>
        <SuggestField
          name={field.label}
          value={field.value}
          suggestions={field.options.map(({ value }) => ({ text: value }))}
          onType={(typed) => onGive(typed.trim())}
          onChoose={onGive}
        />
      </div>
    )
  return (
    <label className="field">
      <span>{field.label}</span>
      <select value={field.value} onChange={(event) => onGive(event.target.value)}>
        {field.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}
