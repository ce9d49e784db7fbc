import type { Progress } from '../core/model/work.ts'
import type { AnswerOf, CallName, RequestOf } from '../worker/protocol.ts'
import { isPlanned, type PlannedDialog } from './is-waiting.ts'
import type { SliceContext } from './slice-context.ts'
import type { Dialog } from './state.ts'

/** Asks the engine about the newest revision; an answer that comes after a newer one was sent is dropped. */
export type Ask = <Name extends CallName>(
  name: Name,
  request: RequestOf<Name>,
  accept: (answer: AnswerOf<Name>) => void,
  watch?: {
    readonly onProgress?: (progress: Progress) => void
    /** It was cancelled, or it failed. */
    readonly onStop?: () => void
  },
) => Promise<void>

interface PlanContext extends Pick<SliceContext, 'set' | 'get'> {
  readonly ask: Ask
  readonly refresh: () => void
}

/** Has the intention of the open dialog planned; on an older text that would be in vain, so the newest is read first. */
export function createPlanAsker({ set, get, ask, refresh }: PlanContext): () => void {
  return () => {
    const { dialog, working, outdated } = get()
    if (!isPlanned(dialog) || working) return
    if (outdated) return refresh()
    const { intention } = dialog
    const change = (part: Partial<PlannedDialog>) => {
      const now = get().dialog
      if (isPlanned(now) && now.intention === intention)
        set({ progress: null, dialog: { ...now, planning: false, ...part } as Dialog })
    }
    const accept = (preview: AnswerOf<'connect'> | AnswerOf<'disconnect'>) =>
      change({ preview, stopped: false } as Partial<PlannedDialog>)
    const watch = {
      onProgress: (progress: Progress) => set({ progress }),
      onStop: () => change({ stopped: true }),
    }
    if (intention.kind === 'connect') ask('connect', intention, accept, watch)
    else ask('disconnect', intention, accept, watch)
  }
}
