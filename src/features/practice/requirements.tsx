import type { PracticeState } from '../../core/checks/practice/judge-practice.ts'
import type { PracticeTask } from '../../core/checks/practice/practice-task.ts'

interface RequirementsProps {
  readonly task: PracticeTask
  /** Null before the first answer. */
  readonly state: PracticeState | null
}

/** What has to hold, and whether it does; of what does not, a flow that shows it. */
export function Requirements({ task, state }: RequirementsProps) {
  const shown = state?.requirements ?? task.requirements.map(({ says }) => ({ says, holds: null }))
  return (
    <ul className="practice-claims" aria-label="What has to hold">
      {shown.map(({ says, holds, ...more }) => (
        <li key={says} data-holds={holds}>
          <span aria-hidden className="practice-sign">
            {holds === null ? '…' : holds ? '✓' : '✕'}
          </span>
          <span>
            {says}
            <span className="visually-hidden">{holds === null ? '' : holds ? ' Holds.' : ' Does not hold.'}</span>
            {'example' in more && more.example && <span className="practice-example">{more.example}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
