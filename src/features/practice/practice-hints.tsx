import { useState } from 'react'
import type { PracticeTask } from '../../core/checks/practice/practice-task.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'

interface PracticeHintsProps {
  readonly task: PracticeTask
  readonly isPassed: boolean
}

/** Hints, one after the other; a solution after the last, or to compare with once the task is passed. */
export function PracticeHints({ task: { hints, solution }, isPassed }: PracticeHintsProps) {
  const [given, setGiven] = useState(0)
  const [shows, setShows] = useState(false)
  const isLast = given === hints.length
  return (
    <div className="practice-hints">
      {given > 0 && (
        <ol aria-label="Hints" aria-live="polite">
          {hints.slice(0, given).map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ol>
      )}
      {!isLast && !isPassed && (
        <Button onClick={() => setGiven(given + 1)}>
          Hint {given + 1} of {hints.length}
        </Button>
      )}
      {(isLast || isPassed) && !shows && <Button onClick={() => setShows(true)}>Show a solution</Button>}
      {shows && <Copyable name="solution" text={solution} />}
    </div>
  )
}
