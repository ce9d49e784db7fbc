import { type ReactNode, type RefObject, useMemo, useRef } from 'react'
import type { PolicyFormModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { canEditForm } from '../../store/form-edits.ts'
import { isPreviewed } from '../../store/is-waiting.ts'
import { commandsOfPolicy } from '../../store/structure-commands.ts'
import { Button } from '../../ui/button.tsx'
import { CommandMenu } from '../../ui/command-menu.tsx'
import { describeProgress, WorkLine } from '../../ui/work-line.tsx'
import { DirectionPart } from './direction-part.tsx'
import { EditTargetContext } from './edit-target.ts'
import { HeadPart } from './head-part.tsx'
import { SubjectPart } from './subject-part.tsx'
import { TypesPart } from './types-part.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import './policy-form.css'

/** The selected policy as a form. The text stays the truth: after every edit the form is read from it again. */
export function PolicyForm({ words }: { words?: ReactNode }) {
  const opened = useApp((state) => state.policyForm)
  if (opened === null) return <p className="form-none quiet">opening the form…</p>
  if (opened === 'none')
    return (
      <FormFrame>
        <p className="quiet">This policy has no form: mend its text first.</p>
      </FormFrame>
    )
  return <OpenForm key={opened.form.path} form={opened.form} namespaces={opened.namespaces} words={words} />
}

interface OpenFormProps {
  readonly form: PolicyFormModel
  readonly namespaces: readonly string[]
  /** What is said of the policy above its fields. */
  readonly words: ReactNode
}

function OpenForm({ form, namespaces, words }: OpenFormProps) {
  const { editPolicy } = useAppActions()
  const isReady = useApp(canEditForm)
  const isAsked = useApp(isPreviewed)
  const target = useMemo(() => ({ isReady, propose: editPolicy }), [isReady, editPolicy])
  const root = useRef<HTMLFormElement>(null)
  useKeptFocus(root)
  return (
    <FormFrame form={form} root={root}>
      {words}
      <EditTargetContext value={target}>
        <fieldset className="form-body" disabled={form.locked !== undefined} inert={isAsked}>
          <legend className="visually-hidden">The policy {form.name}</legend>
          <HeadPart form={form} namespaces={namespaces} />
          <div className="form-columns">
            <SubjectPart form={form} />
            <TypesPart form={form} />
          </div>
          {form.directions.map((model) => (
            <DirectionPart key={model.direction} model={model} namespace={form.namespace} />
          ))}
        </fieldset>
      </EditTargetContext>
    </FormFrame>
  )
}

interface FormFrameProps {
  readonly form?: PolicyFormModel
  readonly root?: RefObject<HTMLFormElement | null>
  readonly children: ReactNode
}

function FormFrame({ form, root, children }: FormFrameProps) {
  const { select, revealPath, beginChange } = useAppActions()
  return (
    <form
      className="policy-form"
      ref={root}
      aria-label={form ? `Policy ${form.name}` : 'Policy'}
      onSubmit={(event) => event.preventDefault()}
      data-focus-home
      tabIndex={-1}
    >
      <header className="form-head">
        <Button variant="quiet" className="small-button" onClick={() => select(null)}>
          ‹ All policies
        </Button>
        {form && (
          <>
            <h2>{form.name}</h2>
            <span className="quiet">in {form.namespace}</span>
            <Waiting />
            <span className="form-head-actions">
              <Button className="small-button" onClick={() => revealPath(form.path)}>
                Show in the text
              </Button>
              <CommandMenu
                label="Change"
                name={`Change policy ${form.name}`}
                className="small-button"
                commands={commandsOfPolicy(form)}
                onChoose={({ intention }) => beginChange(intention)}
              />
            </span>
          </>
        )}
        {form?.locked !== undefined && (
          <p className="form-locked" role="status">
            Nothing can be changed here now: {form.locked}.
          </p>
        )}
      </header>
      {children}
    </form>
  )
}

/** An edit that takes a while, and the way to stop it. */
function Waiting() {
  const isLong = useApp((state) => state.busy && state.formEdits.length > 0 && !isPreviewed(state))
  const progress = useApp((state) => state.progress)
  const { cancelWork } = useAppActions()
  if (!isLong) return null
  const words = progress ? describeProgress(progress) : 'planning'
  return <WorkLine progress={progress ?? undefined} words={words} action="Stop" onAction={cancelWork} />
}
