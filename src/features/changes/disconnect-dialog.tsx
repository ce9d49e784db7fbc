import type { Contribution } from '../../core/authoring/plan.ts'
import { useAppActions } from '../../store/context.tsx'
import type { Dialog } from '../../store/dialog.ts'
import { Button } from '../../ui/button.tsx'
import { countLines, YamlDiff } from '../../ui/yaml-diff.tsx'
import { DialogPanel } from './dialog-panel.tsx'
import { FlowChanges } from './flow-changes.tsx'
import { NarrowingChoice } from './narrowing-choice.tsx'
import { PlanningNote } from './planning-note.tsx'
import { Refusals } from './refusals.tsx'
import { RuleLink } from './rule-links.tsx'
import { StoppedPorts } from './stopped-ports.tsx'
import { useFileChanges } from './use-file-changes.ts'

type DisconnectState = Extract<Dialog, { kind: 'disconnect' }>

/** Deletes an edge: which rules make it, which of them go, and whether that closes the flow. */
export function DisconnectDialog({ dialog }: { dialog: DisconnectState }) {
  const { changeIntention, confirmDialog, closeDialog } = useAppActions()
  const { intention, preview, planning, stopped } = dialog
  const plan = preview?.plan
  const changes = useFileChanges(plan?.edits, preview?.revision ?? -1)
  const isReady = plan?.edits !== undefined && !planning && !stopped
  const confirm = () => {
    if (isReady) confirmDialog()
  }
  return (
    <DialogPanel
      title={plan?.label ?? 'Close this flow'}
      onConfirm={confirm}
      docked
      footer={
        <>
          <p className="help" role="status">
            {toStatus(dialog)}
          </p>
          <Button data-first-focus onClick={closeDialog}>
            Cancel
          </Button>
          <Button variant="danger" disabled={!isReady} onClick={confirm}>
            {toVerb(dialog)} {plan?.edits ? countLines(changes) : ''}
          </Button>
        </>
      }
    >
      <StoppedPorts intention={intention} onChange={changeIntention} />
      <PlanningNote dialog={dialog} />
      {preview && preview.plan.contributions.length > 0 && <Contributions dialog={dialog} />}
      <NarrowingChoice
        narrowings={plan?.narrowings ?? []}
        revision={preview?.revision ?? -1}
        intention={intention}
        onChange={changeIntention}
      />
      <Refusals refusals={plan?.refusals ?? []} />
      {plan?.edits && preview && <FlowChanges {...preview} />}
      {plan?.edits && <YamlDiff changes={changes} />}
    </DialogPanel>
  )
}

function toVerb({ intention, preview }: DisconnectState): string {
  const chosen = preview?.plan.narrowings?.find(({ id }) => id === intention.narrow)
  if (chosen === undefined) return 'Remove'
  return chosen.kind === 'narrow' ? 'Narrow' : 'Isolate'
}

/** What the plan comes to; before a way is chosen, that there are some. */
function toStatus({ intention, preview, planning, stopped }: DisconnectState): string {
  if (stopped) return 'not planned'
  if (preview === null || planning) return 'planning…'
  const { edits, narrowings, result } = preview.plan
  const isOpen = edits === undefined && narrowings !== undefined && !intention.narrow && !intention.ticked
  return isOpen ? 'choose a way to stop it' : result
}

function Contributions({ dialog: { intention, preview } }: { dialog: DisconnectState }) {
  const { changeIntention } = useAppActions()
  const contributions = preview?.plan.contributions ?? []
  // The person's own ticks count at once, before they are planned.
  const isTicked = ({ path, ticked }: Contribution) => intention.ticked?.includes(path) ?? ticked
  const tick = (contribution: Contribution, isOn: boolean) => {
    const others = contributions
      .filter((each) => isTicked(each) && each.path !== contribution.path)
      .map(({ path }) => path)
    const { narrow: _, ...asked } = intention
    changeIntention({ ...asked, ticked: isOn ? [...others, contribution.path] : others })
  }
  return (
    <fieldset className="contributions">
      <legend>Rules that admit this flow</legend>
      {contributions.map((each) => (
        <div key={each.path} className="contribution">
          <label className="check">
            <input
              type="checkbox"
              checked={isTicked(each)}
              disabled={each.locked !== undefined}
              onChange={(event) => tick(each, event.target.checked)}
            />
            <span>
              <code>{each.policy}</code> <span className="contribution__direction">{each.direction}</span> {each.words}
            </span>
          </label>
          {preview && <RuleLink path={each.path} places={preview.places} />}
          {each.locked !== undefined && <p className="help">kept: {each.locked}</p>}
        </div>
      ))}
    </fieldset>
  )
}
