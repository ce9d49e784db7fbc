import { CircleX, Info, TriangleAlert } from 'lucide-react'
import type { Problem } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions, useAppStore } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import './problems.css'

const NONE: readonly Problem[] = []
const NO_FIXES: NonNullable<Problem['fixes']> = []
const ICONS = { error: CircleX, warning: TriangleAlert, info: Info } as const

/** More than anyone reads; the rest is counted. */
const SHOWN = 300

/** What is wrong with the files, worst first. */
export function ProblemsPanel() {
  const problems = useApp((state) => state.snapshot?.problems ?? NONE)
  const count = useApp((state) => state.snapshot?.problemCount ?? 0)
  if (problems.length === 0) return <p className="problems-none quiet">No problems in these files.</p>
  return (
    <ul className="problems" aria-label="Problems">
      {problems.slice(0, SHOWN).map((problem) => (
        <ProblemLine key={toKey(problem)} problem={problem} />
      ))}
      {count > SHOWN && <li className="quiet">and {(count - SHOWN).toLocaleString('en')} more</li>}
    </ul>
  )
}

function ProblemLine({ problem: { diagnostic, location, fixes = NO_FIXES } }: { problem: Problem }) {
  const { revealLocation, proposeChange } = useAppActions()
  const store = useAppStore()
  const { severity, code, message, fix } = diagnostic
  const Icon = ICONS[severity]
  const repair = () => {
    const { snapshot, applyChange } = store.getState()
    if (!fix || !snapshot) return
    const answer = applyChange({ edits: fix.edits, label: fix.title, base: snapshot.revision }, 'fix')
    if (answer === 'stale') announce('the text changed in the meantime: look again')
    else announce(`done: ${fix.title}`)
  }
  return (
    <li className="problem">
      <Icon size={15} className={`problem-${severity}`} role="img" aria-label={severity} />
      <span className="problem-words">{message}</span>
      {fix && <Button onClick={repair}>{fix.title}</Button>}
      {fixes.map(({ title, intention }) => (
        <Button key={title} onClick={() => proposeChange(intention)}>
          {title}
        </Button>
      ))}
      <code className="problem-code">{code}</code>
      <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
    </li>
  )
}

function toKey({ diagnostic, location }: Problem): string {
  return `${location.file} ${location.span.start} ${diagnostic.code} ${diagnostic.message}`
}
