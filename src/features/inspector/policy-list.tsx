import { useId, useState } from 'react'
import type { ResourcePath } from '../../core/model/path.ts'
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

/** None is behind an edge: none is selected. */
const NONE: ReadonlySet<ResourcePath> = new Set()

/** All policies of the document, each in words: it opens with its form. */
export function PolicyList() {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  if (policies.length === 0) return null
  return (
    <section aria-label="Policies">
      <h3>{countPolicies(policies.length)}</h3>
      <SearchedPolicies policies={policies} behind={NONE} />
    </section>
  )
}

/** "1 policy", "1,200 policies". */
export function countPolicies(count: number): string {
  return count === 1 ? '1 policy' : `${count.toLocaleString('en')} policies`
}

interface PoliciesProps {
  readonly policies: readonly PolicySummary[]
  /** Those behind the selected edge: they are marked, and come first. */
  readonly behind: ReadonlySet<ResourcePath>
}

/** Policies, with a field to narrow them where there are many. */
export function SearchedPolicies({ policies, behind }: PoliciesProps) {
  const [typed, setTyped] = useState('')
  const word = typed.trim().toLowerCase()
  const found = policies
    .filter(({ name, namespace }) => `${namespace}/${name}`.toLowerCase().includes(word))
    .sort((a, b) => Number(behind.has(b.path)) - Number(behind.has(a.path)))
  return (
    <>
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
      <Listed policies={found.slice(0, LISTED)} behind={behind} />
      {found.length === 0 && <p className="quiet">No policy is called that.</p>}
      {found.length > LISTED && <p className="quiet">and {(found.length - LISTED).toLocaleString('en')} more</p>}
    </>
  )
}

function Listed({ policies, behind }: PoliciesProps) {
  const said = useAnswer('sayPolicies', policies.length > 0 ? { paths: policies.map(({ path }) => path) } : null)
  const words = new Map(said?.map((one) => [one.words.path, policyText(one.words)]))
  return (
    <ul className="policy-list">
      {policies.map((policy) => (
        <Entry key={policy.path} policy={policy} words={words.get(policy.path)} isBehind={behind.has(policy.path)} />
      ))}
    </ul>
  )
}

interface EntryProps {
  readonly policy: PolicySummary
  readonly words: string | undefined
  readonly isBehind: boolean
}

/** Pointing at it marks its ends on the picture. */
function Entry({ policy: { path, namespace, name, stale }, words, isBehind }: EntryProps) {
  const { pointAtPolicy } = useAppActions()
  const markId = useId()
  return (
    <li
      className={isBehind ? 'is-behind' : undefined}
      onMouseEnter={() => pointAtPolicy(path)}
      onMouseLeave={() => pointAtPolicy(null)}
      onFocus={() => pointAtPolicy(path)}
      onBlur={() => pointAtPolicy(null)}
    >
      <span className="policy-list-head">
        <EditPolicy path={path} name={name} describedBy={isBehind ? markId : undefined}>
          {name}
        </EditPolicy>
        <span className="quiet">{stale ? `${namespace} · broken now` : namespace}</span>
        {isBehind && (
          <span id={markId} className="policy-list-mark">
            behind this edge
          </span>
        )}
      </span>
      <p className="policy-list-words">{words}</p>
    </li>
  )
}
