import type { Planning } from '../../store/state.ts'

/** Says when the plan was made again because the text changed under the dialog. */
export function PlanningNote({ dialog }: { dialog: Planning }) {
  const words = dialog.textChanged && !dialog.planning ? 'updated to your text' : ''
  return (
    <p className="planning-note" role="status">
      {words}
    </p>
  )
}
