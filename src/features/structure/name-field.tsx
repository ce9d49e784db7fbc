interface NameFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (name: string) => void
}

/** A name: what a person comes to type, so it takes the focus, all of it chosen. */
export function NameField({ label, value, placeholder, onChange }: NameFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="text"
        data-first-focus
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        value={value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </label>
  )
}
