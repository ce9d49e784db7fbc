import type { NodeProps } from '@xyflow/react'
import { Asterisk, Boxes, Globe, Network } from 'lucide-react'
import { memo } from 'react'
import type { OutsideNode } from '../../core/picture/picture.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import { ConnectionPoints } from './connection-points.tsx'
import type { FlowNode } from './flow-nodes.ts'
import { StandingChips } from './standing-chips.tsx'
import { standingClass, useMarks, useStanding } from './use-standing.ts'

const ICONS = { internet: Globe, block: Network, anyone: Asterisk, 'any-pod': Boxes } as const

/** Addresses outside the cluster, and the two nodes that stand for everyone and for every pod. */
export const OutsidePill = memo(function OutsidePill({ id, data }: NodeProps<FlowNode>) {
  const standing = useStanding(id)
  const marks = useMarks(id)
  if (data.node.kind !== 'outside') return null
  return (
    <>
      <PillFace node={data.node} className={`${standingClass(standing)} ${marks}`} />
      <StandingChips id={id} />
      <ConnectionPoints connectable={toConnectEnd(data.node) !== undefined} />
    </>
  )
})

function PillFace({ node, className }: { node: OutsideNode; className: string }) {
  const Icon = ICONS[node.role]
  const words = [node.detail, ...node.notes].filter((line) => line !== '' && line !== node.title)
  return (
    <div className={`pill ${node.stale ? 'is-stale' : ''} ${className}`} title={words.join('\n') || undefined}>
      <Icon size={14} aria-hidden="true" />
      <span className="pill__title">{node.title}</span>
      {node.notes.length > 0 && <span className={notesClass(node.notes)}>{node.notes.join(' · ')}</span>}
    </div>
  )
}

/** A question that is left open is marked as what depends is. */
function notesClass(notes: readonly string[]): string {
  return notes.some((note) => note.endsWith('?')) ? 'pill__notes is-question' : 'pill__notes'
}
