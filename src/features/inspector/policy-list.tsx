import { useState } from 'react'
import { policyText } from '../../core/sentences/policy-words.ts'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { useAnswer } from '../../store/use-answer.ts'
import { EditPolicy } from './edit-policy.tsx'

const NO_POLICIES: readonly PolicySummary[] = []

/** Of very many policies only this many are listed: typing narrows them. */
const LISTED = 100

/** Above so many a list is worth searching. */
const FEW = 8

/** All policies of the document, each in words: it opens with its form. */
export function PolicyList() {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
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
      <Listed policies={found.slice(0, LISTED)} />
      {found.length === 0 && <p className="quiet">No policy is called that.</p>}
      {found.length > LISTED && <p className="quiet">and {(found.length - LISTED).toLocaleString('en')} more</p>}
    </section>
  )
}

function Listed({ policies }: { policies: readonly PolicySummary[] }) {
  const said = useAnswer('sayPolicies', policies.length > 0 ? { paths: policies.map(({ path }) => path) } : null)
  const words = new Map(said?.map((one) => [one.words.path, policyText(one.words)]))
  const { pointAtPolicy } = useAppActions()
  return (
    <ul className="policy-list">
      {policies.map(({ path, namespace, name, stale }) => (
        <li
          key={path}
          onMouseEnter={() => pointAtPolicy(path)}
          onMouseLeave={() => pointAtPolicy(null)}
          onFocus={() => pointAtPolicy(path)}
          onBlur={() => pointAtPolicy(null)}
        >
          <span className="policy-list-head">
            <EditPolicy path={path} name={name}>
              {name}
            </EditPolicy>
            <span className="quiet">{stale ? `${namespace} · broken now` : namespace}</span>
          </span>
          <p className="policy-list-words">{words.get(path)}</p>
        </li>
      ))}
    </ul>
  )
}
