import { useId, useState } from 'react'
import { flowPortsWords } from '../../core/report/review-markdown.ts'
import type { ReviewedFlow, ReviewedFlows } from '../../core/workspace/review.ts'
import type { ReviewedPolicy } from '../../core/workspace/review-policies.ts'
import { useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { PolicyLink } from './policy-link.tsx'
import { useEndTitles } from './use-end-titles.ts'

/** The side of a comparison that the open document is. */
export type Side = 'before' | 'after'

interface FlowGroupProps {
  readonly kind: 'opened' | 'closed' | 'changed'
  readonly flows: ReviewedFlows
  readonly policies: readonly ReviewedPolicy[]
  readonly side: Side
}

const SIGNS = { opened: '+', closed: '✕', changed: '~' } as const
const WORDS = { opened: 'Opened', closed: 'Closed', changed: 'Other ports' } as const

/** How many rows are shown at first. */
const FIRST = 20

/** Flows that changed in one way, as a table. */
export function FlowGroup({ kind, flows: { first, total }, policies, side }: FlowGroupProps) {
  const heading = useId()
  const [isOpen, setIsOpen] = useState(false)
  if (total === 0) return null
  const shown = isOpen ? first : first.slice(0, FIRST)
  return (
    <section className={`review-group is-${kind}`} aria-labelledby={heading}>
      <h2 id={heading}>
        <span aria-hidden="true">{SIGNS[kind]}</span> {WORDS[kind]}{' '}
        <span className="count">{total.toLocaleString('en')}</span>
      </h2>
      <table className="review-table" aria-labelledby={heading}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Ports before</th>
            <th scope="col">Ports after</th>
            <th scope="col">Because of</th>
            <th scope="col">
              <span className="visually-hidden">Explain</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((flow) => (
            <FlowRow
              key={JSON.stringify([flow.ends, flow.from, flow.to])}
              flow={flow}
              policies={policies}
              side={side}
            />
          ))}
        </tbody>
      </table>
      <More rest={total - shown.length} canOpen={shown.length < first.length} onOpen={() => setIsOpen(true)} />
    </section>
  )
}

function More({ rest, canOpen, onOpen }: { rest: number; canOpen: boolean; onOpen: () => void }) {
  if (rest === 0) return null
  const words = `${rest.toLocaleString('en')} more`
  if (canOpen)
    return (
      <Button variant="quiet" onClick={onOpen}>
        Show {words}
      </Button>
    )
  return <p className="review-note quiet">and {words}: all of them are in the Markdown</p>
}

interface FlowRowProps {
  readonly flow: ReviewedFlow
  readonly policies: readonly ReviewedPolicy[]
  readonly side: Side
}

function FlowRow({ flow, policies, side }: FlowRowProps) {
  const { ask } = useAppActions()
  const titles = useEndTitles()
  const [from, to] = [titles(flow.from), titles(flow.to)]
  return (
    <tr>
      <td>{from}</td>
      <td>{to}</td>
      <td className="review-ports">{flowPortsWords(flow.before)}</td>
      <td className="review-ports">{flowPortsWords(flow.after)}</td>
      <td>
        <Reasons flow={flow} policies={policies} side={side} />
      </td>
      <td>
        <Button aria-label={`Explain ${from} to ${to}`} onClick={() => ask({ ...flow.ends[side], ...flow.example })}>
          Explain
        </Button>
      </td>
    </tr>
  )
}

function Reasons({ flow, policies, side }: FlowRowProps) {
  const known = policies.filter(({ name }) => flow.policies.includes(name))
  return (
    <ul className="review-reasons">
      {known.map((policy) => (
        <li key={policy.name}>
          <PolicyLink policy={policy} side={side} />
        </li>
      ))}
      {flow.isMoved && <li className="quiet">labels, port names or addresses</li>}
    </ul>
  )
}
