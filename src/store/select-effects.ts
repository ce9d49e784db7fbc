import type { DrawnEffects } from '../core/workspace/preview.ts'
import { isPlanned } from './is-waiting.ts'
import type { AppData } from './state.ts'

/** What the plan of the open dialog would do to the picture; null when none is open, or when it does nothing. */
export function selectEffects({ dialog }: Pick<AppData, 'dialog'>): DrawnEffects | null {
  if (!isPlanned(dialog) || dialog.quiet || dialog.preview === null) return null
  const { drawn } = dialog.preview
  return drawn.edges.length + drawn.isolated.size > 0 ? drawn : null
}
