import { useMemo, useState } from 'react'
import type { PictureEdge } from '../../core/picture/picture.ts'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'
import { countPolicies, SearchedPolicies } from './policy-list.tsx'
import { policiesOfRules } from './rule-names.ts'

const NO_POLICIES: readonly PolicySummary[] = []

/** All policies, opened on demand, with those marked that the edge passes. */
export function EdgePolicies({ edge }: { edge: PictureEdge }) {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const [isOpen, setOpen] = useState(false)
  const behind = useMemo(
    () => new Set(policiesOfRules(edge.rules, policies).map(({ path }) => path)),
    [edge.rules, policies],
  )
  if (behind.size === 0) return null
  return (
    <details className="edge-policies" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {behind.size.toLocaleString('en')} of {countPolicies(policies.length)} behind this edge
      </summary>
      {isOpen && <SearchedPolicies policies={policies} behind={behind} />}
    </details>
  )
}
