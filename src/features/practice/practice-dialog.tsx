import { Check } from 'lucide-react'
import type { PracticeTask } from '../../core/checks/practice/practice-task.ts'
import { PRACTICE_TASKS } from '../../core/checks/practice/tasks.ts'
import { useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { openTask, type PracticeLibrary } from './open-task.ts'
import { documentOf, readPassed } from './practice-progress.ts'
import './practice.css'

/** All tasks, with those that were passed marked. */
export function PracticeDialog({ library }: { library: PracticeLibrary }) {
  const { showPractice } = useAppActions()
  const close = () => showPractice(false)
  const passed = readPassed()
  const next = PRACTICE_TASKS.find(({ id }) => !passed.includes(id))
  const open = async (task: PracticeTask) => {
    close()
    await openTask(library, task)
  }
  return (
    <Dialog
      wide
      title="Practice"
      description="Each task opens as a document of its own and is checked by what your policies let pass, however you write them."
      onClose={close}
    >
      <ol className="practice-tasks">
        {PRACTICE_TASKS.map((task, index) => (
          <TaskCard
            key={task.id}
            task={task}
            number={index + 1}
            isPassed={passed.includes(task.id)}
            isNext={task === next}
            onOpen={() => open(task)}
          />
        ))}
      </ol>
    </Dialog>
  )
}

interface TaskCardProps {
  readonly task: PracticeTask
  readonly number: number
  readonly isPassed: boolean
  /** The first that was not passed: where the focus begins. */
  readonly isNext: boolean
  readonly onOpen: () => void
}

function TaskCard({ task, number, isPassed, isNext, onOpen }: TaskCardProps) {
  const { id, title, sentence } = task
  const verb = documentOf(id) === undefined ? 'Begin' : 'Go on'
  return (
    <li className="practice-task">
      <div className="practice-task-words">
        <h3>
          {number}. {title}
          {isPassed && (
            <span className="practice-passed">
              <Check size={13} aria-hidden /> passed
            </span>
          )}
        </h3>
        <p className="quiet">{sentence}</p>
      </div>
      <Button onClick={onOpen} aria-label={`${verb}: ${title}`} {...(isNext ? { 'data-first-focus': true } : {})}>
        {verb}
      </Button>
    </li>
  )
}
