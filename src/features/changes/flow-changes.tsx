import { useMemo, useState } from 'react'
import type { Flow } from '../../core/model/verdict.ts'
import type { FlowList } from '../../core/workspace/preview.ts'
import { useApp } from '../../store/context.tsx'
import { describePorts } from './end-titles.ts'

interface FlowChangesProps {
  readonly opens: FlowList
  readonly closes: FlowList
  readonly isolates: readonly string[]
}

/** What else changes: flows that open or close, and workloads that become isolated. */
export function FlowChanges({ opens, closes, isolates }: FlowChangesProps) {
  if (opens.total + closes.total + isolates.length === 0) return null
  return (
    <section className="flow-changes" aria-label="What changes">
      {isolates.length > 0 && <Isolates names={isolates} />}
      <FlowGroup kind="closes" list={closes} />
      <FlowGroup kind="opens" list={opens} />
    </section>
  )
}

const SHOWN = 5

const NAMED = 8

function Isolates({ names }: { names: readonly string[] }) {
  const more = names.length - NAMED
  return (
    <p className="flow-changes__isolates" title={more > 0 ? names.join(', ') : undefined}>
      {names.length === 1 ? 'becomes' : 'become'} isolated: <strong>{names.slice(0, NAMED).join(', ')}</strong>
      {more > 0 && ` and ${more.toLocaleString('en')} more`}
    </p>
  )
}

function FlowGroup({ kind, list }: { kind: 'opens' | 'closes'; list: FlowList }) {
  const [isOpen, setIsOpen] = useState(false)
  const labels = useEndpointLabels()
  if (list.total === 0) return null
  const shown = isOpen ? list.first : list.first.slice(0, SHOWN)
  const rest = list.total - shown.length
  return (
    <div className={`flow-group flow-group--${kind}`}>
      <h3>
        {kind} {list.total === 1 ? '1 flow' : `${list.total.toLocaleString('en')} flows`}
      </h3>
      <ul>
        {shown.map((flow) => (
          <li key={`${flow.from} ${flow.to}`}>
            <span aria-hidden="true">{kind === 'opens' ? '✓' : '✕'}</span> {labels(flow.from)} → {labels(flow.to)}{' '}
            <code>{toPorts(flow)}</code>
          </li>
        ))}
      </ul>
      {rest > 0 && shown.length < list.first.length && (
        <button type="button" className="link-button" onClick={() => setIsOpen(true)}>
          and {rest.toLocaleString('en')} more
        </button>
      )}
      {rest > 0 && shown.length === list.first.length && <p className="help">and {rest.toLocaleString('en')} more</p>}
    </div>
  )
}

function toPorts({ allowed, depends }: Flow): string {
  const certain = describePorts(allowed)
  const open = describePorts(depends)
  return [certain, open === '' ? '' : `? ${open}`].filter(Boolean).join(' · ')
}

function useEndpointLabels(): (id: string) => string {
  const endpoints = useApp((state) => state.snapshot?.endpoints)
  return useMemo(() => {
    const labels = new Map(endpoints?.map(({ id, label }) => [id, label]))
    // Addresses that only the planned text tells apart have no name yet.
    return (id: string) => labels.get(id) ?? id.replace(/^outside\//, '')
  }, [endpoints])
}
