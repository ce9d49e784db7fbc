import type { Obstacle } from '../core/authoring/plan.ts'
import type { Edit } from '../core/model/edit.ts'
import type { Previewed } from '../worker/protocol.ts'

interface AnyPlan {
  readonly edits?: readonly Edit[]
  readonly obstacles?: readonly Obstacle[]
  readonly notes?: readonly string[]
}

/**
 * Whether a person may want a change without being asked: something is written in one file, nothing has to be said about
 * it, and nothing is closed or becomes isolated.
 */
export function isSmallChange({ plan, closes, isolates }: Previewed<AnyPlan>): boolean {
  const { edits = [], obstacles = [], notes = [] } = plan
  const files = new Set(edits.map(({ file }) => file))
  const isWriting = edits.every(({ kind }) => kind === 'splice' || kind === 'createFile')
  return isWriting && files.size === 1 && obstacles.length + notes.length + closes.total + isolates.length === 0
}

/** Whether a change is small and changes no flow at all. */
export function isHarmlessChange(preview: Previewed<AnyPlan>): boolean {
  return isSmallChange(preview) && preview.opens.total === 0
}
