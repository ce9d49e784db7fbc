import { CircleX, TriangleAlert } from 'lucide-react'
import { problemsOfNode } from '../../core/workspace/problems-by-node.ts'
import type { Problem } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'
import './node-badge.css'
import './problem-badge.css'

const NONE: readonly Problem[] = []

/** That something is wrong with the manifests of a node, or with the policies about it. */
export function ProblemBadge({ id }: { id: string }) {
  const problems = useApp((state) => problemsOfNode(state.snapshot?.problems ?? NONE, id))
  if (problems.length === 0) return null
  const errors = problems.filter(({ diagnostic }) => diagnostic.severity === 'error').length
  const words = errors > 0 ? count(errors, 'error') : count(problems.length, 'warning')
  const Icon = errors > 0 ? CircleX : TriangleAlert
  return (
    <span
      className={`node-badge problem-badge problem-badge--${errors > 0 ? 'error' : 'warning'}`}
      role="img"
      aria-label={words}
      title={`${words}: select it to read them`}
    >
      <Icon size={12} aria-hidden /> {errors > 0 ? errors : problems.length}
    </span>
  )
}

function count(number: number, one: string): string {
  return number === 1 ? `1 ${one}` : `${number} ${one}s`
}
