import type { ChangeIntention } from '../core/authoring/plan-change.ts'
import type { Progress } from '../core/model/work.ts'
import type { AnswerOf, CallName, RequestOf } from '../worker/protocol.ts'
import type { Dialog } from './dialog.ts'
import { judgeEdit, withOutcome } from './form-edits.ts'
import { isSmallChange } from './is-small-change.ts'
import { isPlanned, type PlannedDialog } from './is-waiting.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppState } from './state.ts'

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
  const change = (intention: ChangeIntention, part: Partial<PlannedDialog>) => {
    const { dialog } = get()
    if (isPlanned(dialog) && dialog.intention === intention)
      set({ progress: null, dialog: { ...dialog, planning: false, ...part } as Dialog })
  }
  return () => {
    const { dialog, working, outdated } = get()
    if (!isPlanned(dialog) || working) return
    if (outdated) return refresh()
    const { intention } = dialog
    const accept = (preview: PlannedDialog['preview']) => {
      change(intention, { preview, stopped: false } as Partial<PlannedDialog>)
      settleQuiet(get, set)
    }
    const watch = {
      onProgress: (progress: Progress) => set({ progress }),
      onStop: () => change(intention, { stopped: true, quiet: false }),
    }
    switch (intention.kind) {
      case 'connect':
        return ask('connect', intention, accept, watch)
      case 'disconnect':
        return ask('disconnect', intention, accept, watch)
      default:
        return ask('planChange', intention, accept, watch)
    }
  }
}

/** What was to be applied without being shown is, when it is small; else it is shown, or its field says why not. */
function settleQuiet(get: SliceContext['get'], set: SliceContext['set']): void {
  const { dialog, confirmDialog } = get()
  if (!isPlanned(dialog) || !dialog.quiet || dialog.planning || !dialog.preview) return
  const fate = fateOf(dialog, get())
  if (fate === 'show') set({ dialog: { ...dialog, quiet: false } })
  else if (fate === 'apply') {
    confirmDialog()
    const entry = get().past.at(-1)
    if (get().dialog === null && entry) set({ applied: { entry, opens: dialog.preview.opens.total } })
  } else if (dialog.intention.kind === 'edit-policy') {
    set({ formOutcomes: withOutcome(get().formOutcomes, dialog.intention, fate) })
    get().closeDialog()
  }
}

function fateOf(dialog: PlannedDialog, { formEdits, appliesSmall }: AppState): ReturnType<typeof judgeEdit> {
  if (dialog.kind === 'change' && dialog.intention.kind === 'edit-policy') {
    const manner = formEdits.find(({ intention }) => intention === dialog.intention)?.manner ?? 'asked'
    return judgeEdit(dialog, manner, appliesSmall)
  }
  return dialog.preview && isSmallChange(dialog.preview) ? 'apply' : 'show'
}
