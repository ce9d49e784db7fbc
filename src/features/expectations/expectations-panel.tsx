import type { ExpectationState } from '../../core/checks/expectations/judge-expectation.ts'
import type { CheckedExpectation } from '../../core/workspace/check-expectations.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { toExpectedGeneration } from '../../store/expect-intention.ts'
import { Button } from '../../ui/button.tsx'
import { ExpectationRow } from './expectation-row.tsx'
import './expectations.css'
import { sayCounts } from './state-words.ts'

/** What asks for something first; of one state in the order of the text. */
const ORDER: readonly ExpectationState[] = ['error', 'fail', 'mixed', 'depends', 'pass']

/** The flows that must be allowed or denied, with what came of each. */
export function ExpectationsPanel() {
  const checked = useApp((state) => state.expectations)
  if (!checked) return <p className="expectations-note quiet">Checking…</p>
  const { rows } = checked
  if (rows.length === 0) return <NothingExpected />
  const sorted = ORDER.flatMap((state) => rows.filter((row) => row.state === state))
  return (
    <div className="expectations-panel">
      <p className="expectations-note" role="status">
        {sayCounts(rows)} <GenerateButton rows={rows} />
      </p>
      <ul className="expectations-list" aria-label="Expectations">
        {sorted.map((row) => (
          <ExpectationRow key={row.path} row={row} />
        ))}
      </ul>
    </div>
  )
}

function NothingExpected() {
  return (
    <p className="expectations-note quiet">
      Nothing is expected yet. Say of a flow that it must stay allowed, or denied: select an edge and press X, or choose
      “Expect this” at an edge, a cell of the matrix, a row of the flows or an answer. It is kept in the document, in
      expectations.yaml, and judged with every change.
    </p>
  )
}

function GenerateButton({ rows }: { rows: readonly CheckedExpectation[] }) {
  const snapshot = useApp((state) => state.snapshot)
  const { proposeChange } = useAppActions()
  const flows = rows.flatMap(({ expectation }) => expectation ?? [])
  const intention = snapshot ? toExpectedGeneration(flows, snapshot) : undefined
  if (!intention) return null
  return (
    <Button variant="quiet" onClick={() => proposeChange(intention)}>
      Only what is expected…
    </Button>
  )
}
