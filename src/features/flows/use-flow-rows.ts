import { useEffect, useState } from 'react'
import type { FlowView, FlowWindow } from '../../core/flow-table/flow-desk.ts'
import { useApp, useAppActions } from '../../store/context.tsx'

/** Rows asked for at once, and how far the window moves: what is in sight is never more than the difference. */
const COUNT = 300
const STEP = 100

export interface FlowRows {
  /** Of the view before, until the first of a new one has come. */
  readonly window: FlowWindow | null
  /** The window belongs to another view, another place or an older text than what is wanted. */
  readonly isWaiting: boolean
}

/** The rows about one place of a view; asked again when the text was read anew. Older questions are dropped. */
export function useFlowRows(view: FlowView, first: number): FlowRows {
  const snapshot = useApp((state) => state.snapshot)
  const { askEngine } = useAppActions()
  const offset = Math.max(0, Math.floor(first / STEP) * STEP - STEP)
  const key = JSON.stringify({ ...view, offset, count: COUNT })
  const [held, setHeld] = useState<{ readonly key: string; readonly of: unknown; readonly window: FlowWindow } | null>(
    null,
  )
  useEffect(() => {
    if (snapshot === null) return
    let isGone = false
    askEngine('flowRows', JSON.parse(key)).then((window) => {
      if (window !== null && !isGone) setHeld({ key, of: snapshot, window })
    })
    return () => {
      isGone = true
    }
  }, [key, snapshot, askEngine])
  return { window: held?.window ?? null, isWaiting: held?.key !== key || held.of !== snapshot }
}
