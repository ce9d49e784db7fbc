import type { Progress } from '../../core/model/work.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import type { Planning } from '../../store/dialog.ts'
import { describeProgress, WorkLine } from '../../ui/work-line.tsx'

const PLANNING: Progress = { doing: 'planning' }

/** Says how far a plan is that takes long, that it was stopped, or that it was made again because the text changed. */
export function PlanningNote({ dialog }: { dialog: Planning }) {
  const isLong = useApp((state) => state.busy) && dialog.planning
  const progress = useApp((state) => state.progress) ?? PLANNING
  const { cancelWork, planAgain } = useAppActions()
  const isUpdated = dialog.textChanged && !dialog.planning && !dialog.stopped
  return (
    <>
      {isLong && (
        <WorkLine progress={progress} words={describeProgress(progress)} action="Stop planning" onAction={cancelWork} />
      )}
      {dialog.stopped && <WorkLine words="planning was stopped" action="Plan again" onAction={planAgain} />}
      <p className="planning-note" role="status">
        {isUpdated && 'updated to your text'}
      </p>
    </>
  )
}
