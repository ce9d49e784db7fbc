import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { ConnectionPoints } from './connection-points.tsx'
import type { FlowNode } from './flow-nodes.ts'
import { StandingChips } from './standing-chips.tsx'
import { standingClass, useMarks, useStanding } from './use-standing.ts'

/** What one selector matches without being all there is: drawn as a small stack. */
export const GroupCard = memo(function GroupCard({ id, data }: NodeProps<FlowNode>) {
  const standing = useStanding(id)
  const marks = useMarks(id)
  const { node } = data
  if (node.kind !== 'group') return null
  return (
    <>
      <div className={`card card--group ${node.stale ? 'is-stale' : ''} ${standingClass(standing)} ${marks}`}>
        <div className="card__title">{node.title}</div>
        <div className="card__subtitle">{node.detail}</div>
        {node.stale && <span className="stale-word">stale</span>}
      </div>
      <StandingChips id={id} />
      <ConnectionPoints connectable={false} />
    </>
  )
})
