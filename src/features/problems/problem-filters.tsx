import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Severity } from '../../core/model/diagnostic.ts'
import { countSeverities, filesOfProblems, occurring } from '../../core/workspace/filter-problems.ts'
import type { FileSummary, Problem } from '../../core/workspace/snapshot.ts'
import { useApp } from '../../store/context.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICONS } from './problem-line.tsx'
import type { Problems } from './use-problems.ts'

const NONE: readonly Problem[] = []
const NO_FILES: readonly FileSummary[] = []

/** How many there are of what, and what of it is shown. */
export function ProblemFilters({ filter, setFilter, step }: Problems) {
  const problems = useApp((state) => state.snapshot?.problems ?? NONE)
  const files = useApp((state) => state.snapshot?.files ?? NO_FILES)
  const total = useApp((state) => state.snapshot?.problemCount ?? 0)
  const counts = countSeverities(files, total)
  const named = filesOfProblems(problems, files)
  const toggle = (severity: Severity) => {
    const hidden = new Set(filter.hidden)
    if (!hidden.delete(severity)) hidden.add(severity)
    setFilter({ ...filter, hidden })
  }
  return (
    <section className="problem-filters" aria-label="Filter problems">
      {occurring(counts).map((severity) => (
        <SeverityToggle
          key={severity}
          severity={severity}
          count={counts[severity]}
          isShown={!filter.hidden.has(severity)}
          onToggle={() => toggle(severity)}
        />
      ))}
      {(named.length > 1 || filter.file !== null) && (
        <select
          className="input"
          aria-label="File"
          value={filter.file ?? ''}
          onChange={(event) => setFilter({ ...filter, file: event.target.value || null })}
        >
          <option value="">all files</option>
          {named.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      <input
        className="input problem-search"
        type="search"
        aria-label="Search problems"
        placeholder="message, rule or place"
        value={filter.text}
        onChange={(event) => setFilter({ ...filter, text: event.target.value })}
      />
      <span className="problem-steps">
        <IconButton name="Previous problem" hint="Previous problem (Shift+F8)" variant="quiet" onClick={() => step(-1)}>
          <ChevronUp size={15} aria-hidden />
        </IconButton>
        <IconButton name="Next problem" hint="Next problem (F8)" variant="quiet" onClick={() => step(1)}>
          <ChevronDown size={15} aria-hidden />
        </IconButton>
      </span>
    </section>
  )
}

const WORDS: Readonly<Record<Severity, readonly [one: string, several: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
}

interface SeverityToggleProps {
  readonly severity: Severity
  readonly count: number
  readonly isShown: boolean
  readonly onToggle: () => void
}

function SeverityToggle({ severity, count, isShown, onToggle }: SeverityToggleProps) {
  const Icon = ICONS[severity]
  const [one, several] = WORDS[severity]
  return (
    <Button className="severity-toggle" aria-pressed={isShown} title={`Show ${several}`} onClick={onToggle}>
      <Icon size={14} className={`problem-${severity}`} aria-hidden />
      {count.toLocaleString('en')} {count === 1 ? one : several}
    </Button>
  )
}
