import type { NodeProps } from '@xyflow/react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import type { NamespaceNode } from '../../core/picture/picture.ts'
import { useAppActions } from '../../store/context.tsx'
import { ConnectionPoints } from './connection-points.tsx'
import { ExpectationBadge } from './expectation-badge.tsx'
import type { FlowNode } from './flow-nodes.ts'
import { IsolationChip } from './isolation-chip.tsx'
import { ProblemBadge } from './problem-badge.tsx'
import { StandingChips } from './standing-chips.tsx'
import { type Standing, standingClass, useMarks, useStanding } from './use-standing.ts'

/** A namespace: a frame behind its workloads, or one node while it is folded. */
export const NamespaceFrame = memo(function NamespaceFrame({ id, data }: NodeProps<FlowNode>) {
  const standing = useStanding(id)
  const looked = useMarks(id)
  const { node } = data
  if (node.kind !== 'namespace') return null
  const marks = `${node.implied ? 'is-implied' : ''} ${node.stale ? 'is-stale' : ''} ${node.folded ? 'is-folded' : ''}`
  return (
    <>
      <div className={`frame ${marks} ${frameStanding(node, standing)} ${looked}`}>
        <div className="frame__head">
          <FoldButton node={node} />
          <span className="frame__title" title={node.title}>
            {node.title}
          </span>
          <span className="frame__subtitle">{node.subtitle}</span>
          {node.stale && <span className="stale-word">stale</span>}
        </div>
      </div>
      <ProblemBadge id={id} />
      <ExpectationBadge id={id} />
      {node.folded && <StandingChips id={id} />}
      {node.folded && <IsolationChip id={id} />}
      <ConnectionPoints />
    </>
  )
})

/** The cards of an open frame speak for themselves: the frame only shows that it is selected, or has nothing to do. */
function frameStanding(node: NamespaceNode, standing: Standing): string {
  const isSaid = node.folded || standing === 'self' || standing === 'unrelated'
  return isSaid ? standingClass(standing) : ''
}

function FoldButton({ node }: { node: NamespaceNode }) {
  const { foldNamespace } = useAppActions()
  const Icon = node.folded ? ChevronRight : ChevronDown
  const label = node.folded ? `Unfold ${node.title}` : `Fold ${node.title}`
  return (
    <button
      type="button"
      className="frame__fold nodrag"
      tabIndex={-1}
      aria-label={label}
      aria-expanded={!node.folded}
      title={`${label} (F)`}
      onClick={(event) => {
        event.stopPropagation()
        foldNamespace(node.namespace, !node.folded)
      }}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  )
}
