import { type FormEvent, type ReactNode, useState } from 'react'
import type { ChangeForm } from '../../core/authoring/change-form.ts'
import type { Obstacle } from '../../core/authoring/plan.ts'
import { useAppActions } from '../../store/context.tsx'
import type { Dialog, OtherIntention } from '../../store/dialog.ts'
import { Button } from '../../ui/button.tsx'
import { AskLess } from './ask-less.tsx'
import './change-fields.css'
import { countLines, YamlDiff } from '../../ui/yaml-diff.tsx'
import { DialogPanel } from './dialog-panel.tsx'
import { FlowChanges } from './flow-changes.tsx'
import { IntentionOptions } from './intention-options.tsx'
import { Notes } from './notes.tsx'
import { ObstacleList } from './obstacle-list.tsx'
import { PlanningNote } from './planning-note.tsx'
import { useFileChanges } from './use-file-changes.ts'
import { WrittenSelectors } from './written-selectors.tsx'

type ChangeState = Extract<Dialog, { kind: 'change' }>

/** Draws what an intention asks for; null for nothing. */
export type ToFields = (asked: {
  readonly intention: OtherIntention
  readonly form: ChangeForm | undefined
  /** `problem`: why it cannot be made although a plan may stand. */
  readonly onChange: (intention: OtherIntention, problem?: string) => void
}) => ReactNode

/** Any planned change before it is made, and what can still be chosen of it. */
export function PreviewDialog({ dialog, toFields }: { dialog: ChangeState; toFields: ToFields }) {
  const { changeIntention, confirmDialog } = useAppActions()
  const { intention, preview } = dialog
  const [entry, setEntry] = useState<{ readonly intention: OtherIntention; readonly problem: string | undefined }>()
  const blocker = (entry?.intention === intention ? entry.problem : undefined) ?? blockerOf(dialog)
  const plan = preview?.plan
  const changes = useFileChanges(plan?.edits, preview?.revision ?? -1)
  const confirm = () => {
    if (blocker === undefined) confirmDialog()
  }
  const fields = toFields({
    intention,
    form: plan?.form,
    onChange: (next, problem) => {
      setEntry({ intention: next, problem })
      changeIntention(next)
    },
  })
  return (
    <DialogPanel
      title={plan?.label ?? 'Planning…'}
      onConfirm={confirm}
      docked
      footer={<ConfirmRow blocker={blocker} lines={plan?.edits ? countLines(changes) : ''} onConfirm={confirm} />}
    >
      {fields && <Fields onSubmit={confirm}>{fields}</Fields>}
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

/** Enter in a field confirms. */
function Fields({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="change-fields" onSubmit={submit}>
      {children}
      <button type="submit" hidden aria-hidden tabIndex={-1} />
    </form>
  )
}

interface ConfirmRowProps {
  readonly blocker: string | undefined
  readonly lines: string
  readonly onConfirm: () => void
}

function ConfirmRow({ blocker, lines, onConfirm }: ConfirmRowProps) {
  const { closeDialog } = useAppActions()
  return (
    <>
      <p className="help" role="status">
        {blocker}
      </p>
      <Button onClick={closeDialog}>Cancel</Button>
      <Button variant="primary" disabled={blocker !== undefined} onClick={onConfirm}>
        Apply {lines}{' '}
        <span className="key-hint" aria-hidden="true">
          ↵
        </span>
      </Button>
    </>
  )
}

/** Why it cannot be applied now, or undefined when it can. */
function blockerOf({ preview, planning, stopped }: ChangeState): string | undefined {
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
