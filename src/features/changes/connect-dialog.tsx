import { useState } from 'react'
import type { ConnectIntention, ConnectPlan } from '../../core/authoring/plan.ts'
import { useAppActions } from '../../store/context.tsx'
import type { Dialog } from '../../store/dialog.ts'
import { Button } from '../../ui/button.tsx'
import { countLines, YamlDiff } from '../../ui/yaml-diff.tsx'
import type { Previewed } from '../../worker/protocol.ts'
import { AskLess } from './ask-less.tsx'
import { ConnectChoices } from './connect-choices.tsx'
import { ConnectEnds } from './connect-ends.tsx'
import { ConnectObstacles } from './connect-obstacles.tsx'
import { DialogPanel } from './dialog-panel.tsx'
import { titleOfEnd } from './end-titles.ts'
import { FlowChanges } from './flow-changes.tsx'
import { NamespaceNaming } from './namespace-naming.tsx'
import { Notes } from './notes.tsx'
import { PlannedEnds } from './planned-ends.tsx'
import { PlanningNote } from './planning-note.tsx'
import { PortsField } from './ports-field.tsx'
import { ReachField } from './reach-field.tsx'
import { RuleLink } from './rule-links.tsx'
import { useFileChanges } from './use-file-changes.ts'

type ConnectState = Extract<Dialog, { kind: 'connect' }>

/** Draws an edge: asks for ports, shows the YAML and everything else it changes, and writes it when confirmed. */
export function ConnectDialog({ dialog }: { dialog: ConnectState }) {
  const { changeIntention, confirmDialog } = useAppActions()
  const [problem, setProblem] = useState<string>()
  const { intention, preview } = dialog
  const plan = preview?.plan
  const edits = plan?.edits ?? plan?.unagreed
  const changes = useFileChanges(edits, preview?.revision ?? -1)
  const blocker = problem ?? blockerOf(dialog)
  const confirm = () => {
    if (blocker === undefined) confirmDialog()
  }
  const title = `Allow ${titleOfEnd(intention.from)} → ${titleOfEnd(intention.to)}`
  return (
    <DialogPanel
      title={title}
      onConfirm={confirm}
      docked
      footer={
        <ConfirmRow
          label={toVerb(intention)}
          lines={plan?.edits ? countLines(changes) : ''}
          blocker={blocker}
          onConfirm={confirm}
        />
      }
    >
      <ConnectEnds intention={intention} onChange={changeIntention} />
      <PortsField
        ports={intention.ports}
        plan={plan}
        onConfirm={confirm}
        onChange={(ports, nextProblem) => {
          setProblem(nextProblem)
          changeIntention({ ...intention, ports })
        }}
      />
      <ReachField intention={intention} onChange={changeIntention} />
      <NamespaceNaming intention={intention} onChange={changeIntention} />
      <ConnectChoices intention={intention} onChange={changeIntention} />
      <PlanningNote dialog={dialog} />
      {preview && <Already preview={preview} intention={intention} onChange={changeIntention} />}
      {plan && <ConnectObstacles plan={plan} intention={intention} onChange={changeIntention} />}
      {plan && <PlannedEnds ends={plan.ends} intention={intention} onChange={changeIntention} />}
      <Notes notes={plan?.notes ?? []} />
      {edits && preview && <FlowChanges {...preview} />}
      {edits && <YamlDiff changes={changes} />}
      <AskLess preview={preview} />
    </DialogPanel>
  )
}

function toVerb({ strict, isolate, to }: ConnectIntention): string {
  if (strict) return 'Isolate both and allow'
  return isolate ? `Isolate ${titleOfEnd(to)} and allow only this` : 'Allow this flow'
}

/** Why Allow is disabled, or undefined when it is not. */
function blockerOf({ preview, planning, stopped }: ConnectState): string | undefined {
  if (stopped) return 'not planned'
  if (preview === null) return 'planning…'
  if (preview.plan.unagreed) return 'waits for your agreement'
  if (preview.plan.edits === undefined)
    return preview.plan.obstacles[0]?.words ?? preview.plan.already?.words ?? 'nothing to change'
  return planning ? 'planning again…' : undefined
}

interface ConfirmRowProps {
  readonly label: string
  readonly lines: string
  readonly blocker: string | undefined
  readonly onConfirm: () => void
}

function ConfirmRow({ label, lines, blocker, onConfirm }: ConfirmRowProps) {
  const { closeDialog } = useAppActions()
  return (
    <>
      <p className="help" role="status">
        {blocker}
      </p>
      <Button onClick={closeDialog}>Cancel</Button>
      <Button variant="primary" disabled={blocker !== undefined} onClick={onConfirm}>
        {label} {lines}
      </Button>
    </>
  )
}

interface PartProps {
  readonly intention: ConnectIntention
  readonly onChange: (intention: ConnectIntention) => void
}

/** The flow is allowed already: by a rule, or because nothing isolates the target. */
function Already({ preview, intention, onChange }: PartProps & { preview: Previewed<ConnectPlan> }) {
  const { already } = preview.plan
  if (already === undefined || intention.isolate || intention.strict) return null
  return (
    <section className="already">
      <p>
        <span className="already__sign" aria-hidden="true">
          ✓
        </span>{' '}
        {already.words}{' '}
        {already.rules.map((rule) => (
          <RuleLink key={rule} path={rule} places={preview.places} />
        ))}
      </p>
      {already.reason === 'not-isolated' && (
        <Button variant="primary" onClick={() => onChange({ ...intention, isolate: true })}>
          Isolate {titleOfEnd(intention.to)} and allow only this…
        </Button>
      )}
    </section>
  )
}
