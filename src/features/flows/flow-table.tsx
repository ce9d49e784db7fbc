import { X } from 'lucide-react'
import { useState } from 'react'
import { NO_FILTER } from '../../core/flow-table/filter-flows.ts'
import type { FlowWindow } from '../../core/flow-table/flow-desk.ts'
import { useApp } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { countFlows } from './count-words.ts'
import { ExportMenu } from './export-menu.tsx'
import { FilterBar, isFiltering } from './filter-bar.tsx'
import { useFlowActions } from './flow-actions.ts'
import { FlowGrid } from './flow-grid.tsx'
import { useFlowRows } from './use-flow-rows.ts'
import { useFlowView } from './use-flow-view.ts'
import './flows.css'

/** Every allowed flow as a row: who reaches whom, on which ports, and by which rules. */
export function FlowTable() {
  const [view, setView] = useFlowView()
  const [first, setFirst] = useState(0)
  const rows = useFlowRows(view, first)
  const actions = useFlowActions()
  const { window } = rows
  const isFiltered = isFiltering(view.filter)
  return (
    <section className="flow-table" aria-label="Table of flows">
      <FilterBar filter={view.filter} onChange={(filter) => setView({ ...view, filter })} />
      <div className="flow-summary">
        <output className="flow-count">{window ? countFlows(window, isFiltered) : 'listing flows…'}</output>
        {isFiltered && (
          <Button variant="quiet" onClick={() => setView({ ...view, filter: NO_FILTER })}>
            <X size={13} aria-hidden /> Clear filter
          </Button>
        )}
        {window && <ExportMenu view={view} shown={window.shown} />}
      </div>
      {window && window.shown === 0 && !rows.isWaiting ? (
        <NoFlows window={window} onClear={() => setView({ ...view, filter: NO_FILTER })} />
      ) : (
        <FlowGrid view={view} rows={rows} actions={actions} onView={setView} onFirst={setFirst} />
      )}
    </section>
  )
}

/** Why there is no row. */
function NoFlows({ window: { total, omitted }, onClear }: { window: FlowWindow; onClear: () => void }) {
  const workloads = useApp((state) => state.snapshot?.counts.workloads ?? 0)
  if (total > 0)
    return (
      <div className="flow-empty">
        <p>No flow passes this filter.</p>
        <Button onClick={onClear}>Show all flows</Button>
      </div>
    )
  if (omitted > 0)
    return <p className="flow-empty">Nothing isolates any end: every flow is open, and they are too many to list.</p>
  return (
    <p className="flow-empty">
      {workloads > 0
        ? 'Nothing may reach anything: policies isolate every end, and no rule admits a flow at both.'
        : 'No workloads yet: flows are listed as soon as there are pods and policies.'}
    </p>
  )
}
