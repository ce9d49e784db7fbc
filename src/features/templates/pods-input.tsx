import { useMemo } from 'react'
import type { PodsField, PodsValue } from '../../core/authoring/templates/field.ts'
import { useApp } from '../../store/context.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { podsKey, podsOptions, readTypedPods } from './pods-options.ts'

interface PodsInputProps {
  readonly field: PodsField
  readonly onGive: (pods: PodsValue) => void
}

/** Pods of the document, or others by their labels or namespace. */
export function PodsInput({ field, onGive }: PodsInputProps) {
  const endpoints = useApp((state) => state.snapshot?.endpoints)
  const options = useMemo(() => podsOptions(field, endpoints ?? []), [field, endpoints])
  const choose = (key: string) => {
    const chosen = options.find(({ value }) => value === key) ?? readKey(key)
    if (chosen) onGive(chosen.pods)
  }
  return (
    <div className="field">
      <span aria-hidden>{field.label}</span>
      <Combobox
        name={field.label}
        placeholder={field.isNamespace ? 'a namespace' : 'a workload, a namespace, or app=web'}
        value={field.value ? podsKey(field.value) : null}
        options={options}
        readTyped={(typed) => readTypedPods(typed, field)}
        onChange={choose}
      />
    </div>
  )
}

/** Pods that were typed come back by their key alone. */
function readKey(key: string): { readonly pods: PodsValue } | undefined {
  const [kind = '', namespace = '', ...rest] = key.split(' ')
  if (kind === 'namespace') return { pods: { kind, namespace } }
  const given = readTypedPods(`${namespace}: ${rest.join(' ')}`, {
    kind: 'pods',
    label: '',
    isNamespace: false,
    options: [],
  })
  return kind === 'labels' ? given : undefined
}
