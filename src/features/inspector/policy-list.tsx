import { useState } from 'react'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { EditPolicy } from './edit-policy.tsx'

const NO_POLICIES: readonly PolicySummary[] = []

/** Of very many policies only this many are listed: typing narrows them. */
const LISTED = 200

/** Above so many a list is worth searching. */
const FEW = 8

/** All policies of the document: each opens its form. */
export function PolicyList() {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const { pointAtPolicy } = useAppActions()
  const [typed, setTyped] = useState('')
  const word = typed.trim().toLowerCase()
  const found = policies.filter(({ name, namespace }) => `${namespace}/${name}`.toLowerCase().includes(word))
  if (policies.length === 0) return null
  return (
    <section aria-label="Policies">
      <h3>{policies.length === 1 ? '1 policy' : `${policies.length.toLocaleString('en')} policies`}</h3>
      {policies.length > FEW && (
        <input
          className="input policy-search"
          type="search"
          aria-label="Search policies"
          placeholder="name or namespace"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <ul className="policy-list">
        {found.slice(0, LISTED).map(({ path, namespace, name, stale }) => (
          <li
            key={path}
            onMouseEnter={() => pointAtPolicy(path)}
            onMouseLeave={() => pointAtPolicy(null)}
            onFocus={() => pointAtPolicy(path)}
            onBlur={() => pointAtPolicy(null)}
          >
            <EditPolicy path={path} name={name}>
              {name}
            </EditPolicy>
            <span className="quiet">{stale ? `${namespace} · broken now` : namespace}</span>
          </li>
        ))}
        {found.length === 0 && <li className="quiet">No policy is called that.</li>}
        {found.length > LISTED && <li className="quiet">and {(found.length - LISTED).toLocaleString('en')} more</li>}
      </ul>
    </section>
  )
}
