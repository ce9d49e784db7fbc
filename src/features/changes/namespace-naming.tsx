import { useEffect, useId, useState } from 'react'
import type { ConnectIntention, NamespaceLabel } from '../../core/authoring/plan.ts'
import { useAppActions } from '../../store/context.tsx'
import { SuggestField, type Suggestion } from '../../ui/suggest-field.tsx'
import { readTypedLabel } from './typed-label.ts'

interface NamespaceNamingProps {
  readonly intention: ConnectIntention
  readonly onChange: (intention: ConnectIntention) => void
}

/** How rules name a namespace that is an end: by its name, or by a label. */
export function NamespaceNaming({ intention, onChange }: NamespaceNamingProps) {
  return (['from', 'to'] as const).map((side) => {
    const end = intention[side]
    if (end.kind !== 'namespace') return null
    const { by, ...named } = end
    return (
      <Naming
        key={`${side} ${end.namespace}`}
        namespace={end.namespace}
        by={by}
        onChange={(label) => {
          const { addLabels: _, ...asked } = intention
          onChange({ ...asked, [side]: label ? { ...named, by: label } : named })
        }}
      />
    )
  })
}

interface NamingProps {
  readonly namespace: string
  readonly by: NamespaceLabel | undefined
  readonly onChange: (by: NamespaceLabel | undefined) => void
}

function Naming({ namespace, by, onChange }: NamingProps) {
  const [isByLabel, setByLabel] = useState(by !== undefined)
  const [text, setText] = useState(by ? `${by.key}=${by.value}` : '')
  const helpId = useId()
  const suggestions = useLabelSuggestions(text, isByLabel)
  const reading = readTypedLabel(text)
  const problem = text !== '' && reading.kind === 'problem' ? reading.words : undefined
  const type = (typed: string) => {
    setText(typed)
    const read = readTypedLabel(typed)
    if (read.kind === 'label') onChange(read.label)
  }
  return (
    <fieldset className="naming">
      <legend>Rules name {namespace} by</legend>
      <div className="options__row">
        <label className="check">
          <input
            type="radio"
            name={helpId}
            checked={!isByLabel}
            onChange={() => {
              setByLabel(false)
              onChange(undefined)
            }}
          />
          its name
        </label>
        <label className="check">
          <input type="radio" name={helpId} checked={isByLabel} onChange={() => setByLabel(true)} />a label
        </label>
        {isByLabel && (
          <SuggestField
            type="text"
            name={`Label of ${namespace}`}
            placeholder="team=a"
            aria-invalid={problem !== undefined}
            aria-describedby={helpId}
            value={text}
            suggestions={suggestions}
            onType={type}
            onChoose={type}
          />
        )}
      </div>
      <p id={helpId} className="help help--error" role="status">
        {problem}
      </p>
    </fieldset>
  )
}

/** Labels that namespaces of the document have: keys first, then the values of the key that is typed. */
function useLabelSuggestions(text: string, isAsked: boolean): readonly Suggestion[] {
  const { completeLabels } = useAppActions()
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([])
  const key = text.includes('=') ? (text.split('=')[0] ?? '') : undefined
  useEffect(() => {
    if (!isAsked) return
    let isCurrent = true
    const owners = { kind: 'namespaces' } as const
    completeLabels(key === undefined ? { owners } : { owners, key }).then((found) => {
      const toText = (label: string) => (key === undefined ? `${label}=` : `${key}=${label}`)
      if (isCurrent) setSuggestions(found.map((one) => ({ text: toText(one.text), note: toNote(one.count) })))
    })
    return () => {
      isCurrent = false
    }
  }, [completeLabels, key, isAsked])
  return suggestions
}

function toNote(count: number): string {
  return count === 1 ? '1 namespace' : `${count} namespaces`
}
