import { useMemo } from 'react'
import { useApp } from '../../store/context.tsx'
import { namespacesOf } from '../../store/namespaces-of.ts'
import { SuggestField } from '../../ui/suggest-field.tsx'

interface NamespaceFieldProps {
  readonly value: string
  readonly onChange: (namespace: string) => void
}

/** A namespace of the document, or another one by its name. */
export function NamespaceField({ value, onChange }: NamespaceFieldProps) {
  const snapshot = useApp((state) => state.snapshot)
  const suggestions = useMemo(() => namespacesOf({ snapshot }).map((text) => ({ text })), [snapshot])
  return (
    <div className="field">
      <span aria-hidden>Namespace</span>
      <SuggestField
        name="Namespace"
        placeholder="choose or type one"
        value={value}
        suggestions={suggestions}
        onType={(typed) => onChange(typed.trim())}
        onChoose={onChange}
      />
    </div>
  )
}
