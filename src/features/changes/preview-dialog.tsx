import type { Obstacle } from '../../core/authoring/plan.ts'
import { useAppActions } from '../../store/context.tsx'
import type { Dialog, OtherIntention } from '../../store/state.ts'
import { Button } from '../../ui/button.tsx'
import { AskLess } from './ask-less.tsx'
import { DialogPanel } from './dialog-panel.tsx'
import { FlowChanges } from './flow-changes.tsx'
import { IntentionOptions } from './intention-options.tsx'
import { Notes } from './notes.tsx'
import { ObstacleList } from './obstacle-list.tsx'
import { PlanningNote } from './planning-note.tsx'
import { WrittenSelectors } from './written-selectors.tsx'
import { countLines, useFileChanges, YamlDiff } from './yaml-diff.tsx'

type ChangeState = Extract<Dialog, { kind: 'change' }>

/** Any planned change before it is made. */
export function PreviewDialog({ dialog }: { dialog: ChangeState }) {
  const { changeIntention, confirmDialog } = useAppActions()
  const { intention, preview } = dialog
  const plan = preview?.plan
  const changes = useFileChanges(plan?.edits, preview?.revision ?? -1)
  return (
    <DialogPanel
      title={plan?.label ?? 'Planning…'}
      onConfirm={confirmDialog}
      docked
      footer={<ConfirmRow dialog={dialog} lines={plan?.edits ? countLines(changes) : ''} />}
    >
      <IntentionOptions intention={intention} onChange={changeIntention} />
      <PlanningNote dialog={dialog} />
      <ObstacleList
        obstacles={plan?.obstacles ?? []}
        remedyFor={(obstacle) => <Remedy obstacle={obstacle} intention={intention} onChange={changeIntention} />}
      />
      {plan && <Notes notes={plan.notes} />}
      {plan?.edits && preview && <FlowChanges {...preview} />}
      {plan?.edits && plan.selectors.length > 0 && (
        <section className="selectors" aria-label="Selectors">
          <h3>Selectors</h3>
          <WrittenSelectors selectors={plan.selectors} />
        </section>
      )}
      {plan?.edits && <YamlDiff changes={changes} />}
      <AskLess preview={preview} />
    </DialogPanel>
  )
}

function ConfirmRow({ dialog, lines }: { dialog: ChangeState; lines: string }) {
  const { confirmDialog, closeDialog } = useAppActions()
  const status = toStatus(dialog)
  return (
    <>
      <p className="help" role="status">
        {status}
      </p>
      <Button onClick={closeDialog}>Cancel</Button>
      <Button variant="primary" disabled={status !== undefined} onClick={confirmDialog}>
        Apply {lines}{' '}
        <span className="key-hint" aria-hidden="true">
          ↵
        </span>
      </Button>
    </>
  )
}

/** Why it cannot be applied now, or undefined when it can. */
function toStatus({ preview, planning, stopped }: ChangeState): string | undefined {
  if (stopped) return 'not planned'
  if (preview === null) return 'planning…'
  if (preview.plan.edits === undefined) return 'nothing to apply'
  return planning ? 'planning again…' : undefined
}

interface RemedyProps {
  readonly obstacle: Obstacle
  readonly intention: OtherIntention
  readonly onChange: (intention: OtherIntention) => void
}

/** Labels that select others too can be agreed to. */
function Remedy({ obstacle, intention, onChange }: RemedyProps) {
  if (
    obstacle.code !== 'not-unique' ||
    !('allowForBoth' in intention || intention.kind === 'isolate' || intention.kind === 'generate')
  )
    return null
  return <Button onClick={() => onChange({ ...intention, allowForBoth: true })}>Do it for all of them</Button>
}
