import { type FlowRow, titleOf } from '../../core/flow-table/flow-table.ts'
import { Button } from '../../ui/button.tsx'
import type { FlowActions } from './flow-actions.ts'

interface FlowBarProps {
  readonly row: FlowRow
  readonly actions: FlowActions
}

/** What can be done with the chosen row. */
export function FlowBar({ row, actions }: FlowBarProps) {
  return (
    <section className="flow-bar" aria-label="Chosen flow">
      <span className="flow-bar-words" title={`${titleOf(row.from)} → ${titleOf(row.to)} on ${row.label}`}>
        {titleOf(row.from)} → {titleOf(row.to)} <code>{row.label}</code>
        {row.question !== undefined && <em className="flow-answer-depends"> depends: {row.question}</em>}
      </span>
      <Button onClick={() => actions.explain(row)}>Explain</Button>
      {row.rule !== undefined && <Button onClick={() => actions.goToRule(row)}>Go to the rule</Button>}
      <Button variant="danger" onClick={() => actions.remove(row)}>
        Remove…
      </Button>
    </section>
  )
}
