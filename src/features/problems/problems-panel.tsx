import { ALL_PROBLEMS } from '../../core/workspace/filter-problems.ts'
import { useApp } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemFilters } from './problem-filters.tsx'
import { ProblemRows } from './problem-rows.tsx'
import type { Problems } from './use-problems.ts'
import './problems.css'

/** What is wrong with the files, worst first. */
export function ProblemsPanel({ problems }: { problems: Problems }) {
  const listed = useApp((state) => state.snapshot?.problems.length ?? 0)
  const count = useApp((state) => state.snapshot?.problemCount ?? 0)
  if (listed === 0) return <p className="problems-none quiet">No problems in these files.</p>
  return (
    <div className="problems-panel">
      <ProblemFilters {...problems} />
      {problems.shown.length === 0 && (
        <p className="problems-none quiet">
          No problem passes the filter. <Button onClick={() => problems.setFilter(ALL_PROBLEMS)}>Show all</Button>
        </p>
      )}
      <ProblemRows {...problems} />
      {count > listed && (
        <p className="problems-rest quiet">and {(count - listed).toLocaleString('en')} more that are not listed</p>
      )}
    </div>
  )
}
