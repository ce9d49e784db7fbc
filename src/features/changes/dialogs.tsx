import { useApp } from '../../store/context.tsx'
import { isPreviewed } from '../../store/is-waiting.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import './dialogs.css'
import { PickTargetDialog } from './pick-target-dialog.tsx'
import { PreviewDialog, type ToFields } from './preview-dialog.tsx'

/**
 * The dialogs of planned changes, over the pane they are put into. The editor stays usable beside them. What intentions
 * of other features ask for, `toFields` draws.
 */
export function ChangeDialogs({ toFields }: { toFields: ToFields }) {
  const dialog = useApp((state) => state.dialog)
  const isShown = useApp((state) => state.dialog?.kind === 'pick-target' || isPreviewed(state))
  if (dialog === null || !isShown) return null
  switch (dialog.kind) {
    case 'connect':
      return <ConnectDialog dialog={dialog} />
    case 'disconnect':
      return <DisconnectDialog dialog={dialog} />
    case 'change':
      return <PreviewDialog dialog={dialog} toFields={toFields} />
    case 'pick-target':
      return <PickTargetDialog dialog={dialog} />
    case 'templates':
      return null
  }
}
