import type { DrawnEffects } from '../core/workspace/preview.ts'
import { isPlanned } from './is-waiting.ts'
import type { AppData } from './state.ts'

/** What the plan of the open dialog would do to the picture; null when none is open, or when it does nothing. */
export function selectPreviewed({ dialog }: Pick<AppData, 'dialog'>): DrawnEffects | null {
  if (!isPlanned(dialog) || dialog.quiet || dialog.preview === null) return null
  const { drawn } = dialog.preview
  return drawn.edges.length + drawn.isolated.size > 0 ? drawn : null
}

/** What a comparison draws: at rest, and while a policy is looked at; null while a node or an edge is. */
export function selectCompared({
  dialog,
  comparison,
  selection,
  gathered,
}: Pick<AppData, 'dialog' | 'comparison' | 'selection' | 'gathered'>): DrawnEffects | null {
  const isAtRest = !isPlanned(dialog) && gathered.length === 0 && (selection === null || selection.kind === 'policy')
  return isAtRest && comparison?.isDrawn && comparison.review ? comparison.review.drawn : null
}

/** What is drawn over the picture as opened, closed and newly isolated: of a preview, else of a comparison. */
export function selectEffects(state: Parameters<typeof selectCompared>[0]): DrawnEffects | null {
  return selectPreviewed(state) ?? selectCompared(state)
}
