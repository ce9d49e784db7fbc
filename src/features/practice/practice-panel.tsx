import { useEffect } from 'react'
import type { PracticeState } from '../../core/checks/practice/judge-practice.ts'
import type { PracticeTask } from '../../core/checks/practice/practice-task.ts'
import { PRACTICE_TASKS } from '../../core/checks/practice/tasks.ts'
import { useAppActions } from '../../store/context.tsx'
import { useAnswer } from '../../store/use-answer.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { beginTask, openTask, type PracticeLibrary } from './open-task.ts'
import { PracticeHints } from './practice-hints.tsx'
import { notePassed, readPassed } from './practice-progress.ts'
import { Requirements } from './requirements.tsx'
import './practice.css'

interface PracticePanelProps {
  readonly taskId: string
  readonly library: PracticeLibrary
}

/** A task beside the picture: what is asked for, what of it holds now, hints, and the next one. */
export function PracticePanel({ taskId, library }: PracticePanelProps) {
  const task = PRACTICE_TASKS.find(({ id }) => id === taskId)
  return task ? <Task key={task.id} task={task} library={library} /> : null
}

function Task({ task, library }: { task: PracticeTask; library: PracticeLibrary }) {
  const { showPractice } = useAppActions()
  const state = useAnswer('judgePractice', { task })
  const isPassed = state?.isPassed === true
  useEffect(() => {
    if (!isPassed) return
    notePassed(task.id)
    announce(`passed: ${task.title}`)
  }, [isPassed, task])
  return (
    <aside className="practice" aria-label="Practice">
      <div className="practice-head">
        <span className="quiet">
          Practice {PRACTICE_TASKS.indexOf(task) + 1} of {PRACTICE_TASKS.length}
        </span>
        <Button variant="quiet" onClick={() => showPractice(true)}>
          All tasks…
        </Button>
      </div>
      <h2>{task.title}</h2>
      <p>{task.sentence}</p>
      <Requirements task={task} state={state} />
      {state && isPassed && <Passed task={task} library={library} />}
      <PracticeHints task={task} isPassed={isPassed} />
      <Button variant="quiet" className="practice-again" onClick={() => beginTask(library, task)}>
        Begin again
      </Button>
      {state && <ErrorNote {...state} />}
    </aside>
  )
}

function ErrorNote({ errors }: PracticeState) {
  if (errors === 0) return null
  const what = errors === 1 ? '1 error' : `${errors} errors`
  return (
    <p className="practice-errors">{what} in the text: what cannot be read is not in force. See Problems, below.</p>
  )
}

function Passed({ task, library }: { task: PracticeTask; library: PracticeLibrary }) {
  const next = nextTask(task)
  return (
    <div className="practice-done">
      <strong>✓ Passed.</strong>
      {next ? (
        <Button variant="primary" onClick={() => openTask(library, next)}>
          Next: {next.title}
        </Button>
      ) : (
        <span>That was the last one.</span>
      )}
    </div>
  )
}

/** The next that was not passed, after this one and then from the first on. */
function nextTask(task: PracticeTask): PracticeTask | undefined {
  const passed = new Set([...readPassed(), task.id])
  const at = PRACTICE_TASKS.indexOf(task)
  return [...PRACTICE_TASKS.slice(at + 1), ...PRACTICE_TASKS.slice(0, at)].find(({ id }) => !passed.has(id))
}
