import { CircleX, Info, TriangleAlert } from 'lucide-react'
import type { Problem } from '../../core/workspace/snapshot.ts'
import { useAppActions, useAppStore } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'

export const ICONS = { error: CircleX, warning: TriangleAlert, info: Info } as const

const NO_FIXES: NonNullable<Problem['fixes']> = []

interface ProblemLineProps {
  readonly problem: Problem
  readonly onShow: (problem: Problem) => void
}

/** What is wrong, its repairs, the rule it breaks, and where it stands. */
export function ProblemLine({ problem, onShow }: ProblemLineProps) {
  const { proposeChange } = useAppActions()
  const { diagnostic, location, fixes = NO_FIXES } = problem
  const { severity, code, message } = diagnostic
  const Icon = ICONS[severity]
  return (
    <>
      <Icon size={15} className={`problem-${severity}`} role="img" aria-label={severity} />
      <span className="problem-words">{message}</span>
      <ReaderFix problem={problem} />
      {fixes.map(({ title, intention }) => (
        <Button key={title} onClick={() => proposeChange(intention)}>
          {title}
        </Button>
      ))}
      <code className="problem-code">{code}</code>
      <PlaceLink file={location.file} line={location.line} onShow={() => onShow(problem)} />
    </>
  )
}

/** The repair that the reader itself offers: its edits are ready. */
function ReaderFix({ problem: { diagnostic } }: { problem: Problem }) {
  const store = useAppStore()
  const { fix } = diagnostic
  if (!fix) return null
  const repair = () => {
    const { snapshot, applyChange } = store.getState()
    if (!snapshot) return
    const answer = applyChange({ edits: fix.edits, label: fix.title, base: snapshot.revision }, 'fix')
    if (answer === 'stale') announce('the text changed in the meantime: look again')
    else announce(`done: ${fix.title}`)
  }
  return <Button onClick={repair}>{fix.title}</Button>
}
