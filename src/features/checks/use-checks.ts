import { useState } from 'react'
import type { Checks } from '../../core/workspace/check-document.ts'
import { useAnswer } from '../../store/use-answer.ts'

/** What the rules find in the text that was read last; the last answer stays until the next is there. */
export interface ChecksState {
  readonly checks: Checks | null
  readonly withNotes: boolean
  readonly setWithNotes: (withNotes: boolean) => void
}

/** Asked from the panel's frame, so that the tab can say how many warnings there are. */
export function useChecks(): ChecksState {
  const [withNotes, setWithNotes] = useState(false)
  const checks = useAnswer('check', { level: withNotes ? 'info' : 'warning' })
  return { checks, withNotes, setWithNotes }
}
