import type { ReviewedPolicy } from '../../core/workspace/review-policies.ts'
import { useAppActions } from '../../store/context.tsx'
import type { Side } from './flow-group.tsx'

interface PolicyLinkProps {
  readonly policy: ReviewedPolicy
  readonly side: Side
}

/** The name of a policy that changed; shows its text where the open document has it. */
export function PolicyLink({ policy, side }: PolicyLinkProps) {
  const { revealPath } = useAppActions()
  const path = policy[side]
  if (path === undefined) return <span title="not in this document">{policy.name}</span>
  return (
    <button type="button" className="link-button" title="Show it in the text" onClick={() => revealPath(path)}>
      {policy.name}
    </button>
  )
}
