import { useApp, useAppActions } from '../../store/context.tsx'
import { isSmallChange } from '../../store/is-small-change.ts'
import type { PlannedDialog } from '../../store/is-waiting.ts'

/** Under a small change: the way to be asked less. The other way is in the preferences. */
export function AskLess({ preview }: Pick<PlannedDialog, 'preview'>) {
  const isChosen = useApp((state) => state.appliesSmall)
  const { setAppliesSmall } = useAppActions()
  if (preview === null || !isSmallChange(preview)) return null
  return (
    <label className="check ask-less">
      <input type="checkbox" checked={isChosen} onChange={(event) => setAppliesSmall(event.target.checked)} />
      apply small changes like this without asking
    </label>
  )
}
