import { useEffect } from 'react'
import { useAppStore } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import type { AppliedChange } from '../../store/history-entry.ts'
import { toast } from '../../ui/toast.ts'

/** Says what was applied without a preview, and takes it back. */
export function AppliedToast() {
  const store = useAppStore()
  useEffect(
    () =>
      store.subscribe(({ applied }, before) => {
        if (applied && applied !== before.applied) tell(applied, store)
      }),
    [store],
  )
  return null
}

/** Milliseconds: time enough to read it and to take it back. */
const SHOWN_FOR = 12_000

function tell({ entry, opens }: AppliedChange, store: AppStore): void {
  toast(entry.label, {
    // Only the last one can be taken back: its toast takes the place of the one before.
    id: 'applied',
    duration: SHOWN_FOR,
    description: opens === 0 ? 'No flow changes.' : `Opens ${opens === 1 ? '1 flow' : `${opens} flows`}.`,
    action: { label: 'Undo', onClick: () => takeBack(entry, store) },
  })
}

/** Never more than what the toast speaks of. */
function takeBack(entry: AppliedChange['entry'], store: AppStore): void {
  const { past, undo } = store.getState()
  if (past.at(-1)?.redo === entry.redo) undo()
  else toast('Not undone: the text is at another point by now', { description: 'The History goes back to any.' })
}
