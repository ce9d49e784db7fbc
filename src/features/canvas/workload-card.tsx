import type { NodeProps } from '@xyflow/react'
import { type CSSProperties, memo } from 'react'
import type { Direction } from '../../core/model/policy.ts'
import { largestName } from '../../core/picture/measure-node.ts'
import type { WorkloadNode } from '../../core/picture/picture.ts'
import { ConnectionPoints } from './connection-points.tsx'
import { ExpectationBadge } from './expectation-badge.tsx'
import type { FlowNode } from './flow-nodes.ts'
import { IsolationChip } from './isolation-chip.tsx'
import { ProblemBadge } from './problem-badge.tsx'
import { Shield } from './shield.tsx'
import { splitName } from './split-name.ts'
import { StandingChips } from './standing-chips.tsx'
import { standingClass, useMarks, useStanding } from './use-standing.ts'

/** A workload: name, kind and replicas, ports, Services, and a shield per direction. */
export const WorkloadCard = memo(function WorkloadCard({ id, data }: NodeProps<FlowNode>) {
  const standing = useStanding(id)
  const marks = useMarks(id)
  if (data.node.kind !== 'workload') return null
  return (
    <>
      <WorkloadFace node={data.node} className={`${standingClass(standing)} ${marks}`} />
      <Badge node={data.node} direction="ingress" />
      <Badge node={data.node} direction="egress" />
      <ProblemBadge id={id} />
      <ExpectationBadge id={id} />
      <StandingChips id={id} />
      <IsolationChip id={id} />
      <ConnectionPoints words={{ in: toWords(data.node, 'ingress'), out: toWords(data.node, 'egress') }} />
    </>
  )
})

function WorkloadFace({ node, className }: { node: WorkloadNode; className: string }) {
  const marks = `${node.implied ? 'is-implied' : ''} ${node.stale ? 'is-stale' : ''}`
  const { head, tail } = splitName(node.title)
  const fit: CSSProperties & Record<'--fit', string> = { '--fit': `${largestName(node, tail)}px` }
  return (
    <div className={`card ${marks} ${className}`}>
      <div className="card__title" style={fit} title={node.title}>
        {head !== '' && <span className="name__head">{head}</span>}
        <span className="name__tail">{tail}</span>
      </div>
      <div className="card__subtitle" title={node.subtitle}>
        {node.subtitle}
      </div>
      {node.ports.length > 0 && <Ports ports={node.ports} />}
      {node.services.length > 0 && <Services names={node.services} />}
      {node.stale && <span className="stale-word">stale</span>}
    </div>
  )
}

const SHOWN_PORTS = 5

function Ports({ ports }: { ports: readonly string[] }) {
  const shown = ports.length > SHOWN_PORTS + 1 ? ports.slice(0, SHOWN_PORTS) : ports
  return (
    <div className="card__ports" title={ports.length > shown.length ? ports.join(', ') : undefined}>
      {shown.map((port) => (
        <code key={port} className="port">
          {port}
        </code>
      ))}
      {ports.length > shown.length && <code className="port">+{ports.length - shown.length}</code>}
    </div>
  )
}

function Services({ names }: { names: readonly string[] }) {
  return (
    <div className="card__services" title={`Services: ${names.join(', ')}`}>
      {names.join(' · ')}
    </div>
  )
}

const WORDS = { open: 'open', isolated: 'isolated', 'admits-nothing': 'admits nothing' }

function toWords({ isolation }: WorkloadNode, direction: Direction): string {
  return `${direction}: ${WORDS[isolation[direction]]}`
}

/** An open direction has a stub to everything instead of a mesh of edges. */
function Badge({ node, direction }: { node: WorkloadNode; direction: Direction }) {
  const isolation = node.isolation[direction]
  return (
    <>
      {isolation === 'open' && <span className={`open-stub open-stub--${direction}`} />}
      <span className={`badge badge--${direction} badge--${isolation}`}>
        <Shield isolation={isolation} />
      </span>
    </>
  )
}
