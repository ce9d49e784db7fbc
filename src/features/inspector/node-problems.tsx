import { CircleX, TriangleAlert } from 'lucide-react'
import { problemsOfNode } from '../../core/workspace/problems-by-node.ts'
import type { Problem } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'

const NONE: readonly Problem[] = []

/** Of many only the worst. */
const LISTED = 5

/** What is wrong with the manifests of a node, and with the policies about it. */
export function NodeProblems({ id }: { id: string }) {
  const problems = useApp((state) => problemsOfNode(state.snapshot?.problems ?? NONE, id))
  const { revealLocation } = useAppActions()
  if (problems.length === 0) return null
  return (
    <ul className="node-problems" aria-label="Problems of this node">
      {problems.slice(0, LISTED).map(({ diagnostic: { severity, code, message }, location }) => {
        const Icon = severity === 'error' ? CircleX : TriangleAlert
        return (
          <li key={`${location.file} ${location.span.start} ${code} ${message}`}>
            <Icon size={14} className={`problem-${severity}`} role="img" aria-label={severity} />
            <span className="inspector-line">{message}</span>
            <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
          </li>
        )
      })}
      {problems.length > LISTED && <li className="quiet">and {problems.length - LISTED} more</li>}
    </ul>
  )
}
