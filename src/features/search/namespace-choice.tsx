import { useMemo, useState } from 'react'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'

/** Of very many namespaces only this many are offered: typing narrows them. */
const OFFERED = 80

/** Above so many a list is worth narrowing by typing. */
const FEW = 8

const NO_ENDPOINTS: readonly EndpointSummary[] = []

interface NamespaceChoiceProps {
  readonly chosen: readonly string[]
  readonly onChange: (namespaces: readonly string[]) => void
}

/** Those that are drawn, with what they have flows with; none chosen is all of them. */
export function NamespaceChoice({ chosen, onChange }: NamespaceChoiceProps) {
  const endpoints = useApp((state) => state.snapshot?.endpoints ?? NO_ENDPOINTS)
  const known = useMemo(() => namespacesOf(endpoints), [endpoints])
  const [typed, setTyped] = useState('')
  const gone = chosen.filter((name) => !known.includes(name))
  const found = [...known, ...gone].filter((name) => name.includes(typed.trim().toLowerCase()))
  const toggle = (name: string, isWanted: boolean) =>
    onChange(isWanted ? [...chosen, name] : chosen.filter((other) => other !== name))
  return (
    <fieldset className="filter__namespaces">
      <legend>Namespaces</legend>
      {known.length > FEW && (
        <input
          className="input"
          type="search"
          aria-label="Narrow namespaces"
          placeholder={`${known.length} namespaces`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <div className="filter__list">
        {found.slice(0, OFFERED).map((name) => (
          <label key={name} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ target }) => toggle(name, target.checked)}
            />
            {name}
          </label>
        ))}
        {found.length === 0 && <p className="quiet">No namespace is called that.</p>}
        {found.length > OFFERED && <p className="quiet">and {found.length - OFFERED} more</p>}
      </div>
    </fieldset>
  )
}

/** The namespaces that endpoints are in; addresses outside are in none. */
function namespacesOf(endpoints: readonly EndpointSummary[]): readonly string[] {
  const names = endpoints.map(({ id }) => id.slice(0, id.indexOf('/')))
  return [...new Set(names)].filter((name) => name !== '' && name !== 'outside').sort()
}
