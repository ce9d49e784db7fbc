import type { PlannedChange } from '../core/authoring/planned-change.ts'
import type { Previewed } from '../worker/protocol.ts'

/** Whether a person may want a change without being asked: in one file, with nothing to be said, closed or isolated. */
export function isSmallChange({ plan, closes, isolates }: Previewed<PlannedChange>): boolean {
  const edits = plan.edits ?? []
  const files = new Set(edits.map(({ file }) => file))
  const saysNothing = plan.obstacles.length + plan.notes.length === 0
  const isWriting = edits.every(({ kind }) => kind === 'splice' || kind === 'createFile')
  return isWriting && files.size === 1 && saysNothing && closes.total + isolates.length === 0
}
