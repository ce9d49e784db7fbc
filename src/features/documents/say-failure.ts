import type { WriteResult } from '../../platform/document-storage.ts'
import { toast } from '../../ui/toast.ts'

/** Says that storage did not do something, and why; nothing when it did. */
export function sayFailure(what: string, result: WriteResult): void {
  if (result.kind === 'failed') toast.error(what, { description: result.reason })
  else if (result.kind === 'gone') toast.error(what, { description: 'another tab deleted it for good' })
}
