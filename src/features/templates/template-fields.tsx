import { useState } from 'react'
import type { ChangeForm } from '../../core/authoring/change-form.ts'
import type { TemplateField } from '../../core/authoring/templates/field.ts'
import type { TemplateIntention } from '../../core/authoring/templates/templates.ts'
import { TEMPLATE_WORDS } from '../../core/authoring/templates/words.ts'
import { assertNever } from '../../core/model/assert-never.ts'
import { useAppActions } from '../../store/context.tsx'
import { ChoiceInput } from './choice-input.tsx'
import { ListInput } from './list-input.tsx'
import { PodsInput } from './pods-input.tsx'
import { PortsInput } from './ports-input.tsx'
import { SmallPicture } from './small-picture.tsx'

interface TemplateFieldsProps {
  readonly intention: TemplateIntention
  /** What the plan says can be filled in, with the values it used. */
  readonly form: ChangeForm | undefined
  /** `problem`: why it cannot be made although a plan may stand. */
  readonly onChange: (intention: TemplateIntention, problem?: string) => void
}

/** What a template does, and what it asks, filled from the document. */
export function TemplateFields({ intention, form, onChange }: TemplateFieldsProps) {
  const fields = form?.kind === 'template' ? Object.entries(form.fields) : []
  const [problems, setProblems] = useState<Readonly<Record<string, string | undefined>>>({})
  const give = (name: string) => (value: unknown, problem?: string) => {
    const all = { ...problems, [name]: problem }
    setProblems(all)
    const parameters = { ...intention.parameters, [name]: value }
    onChange({ ...intention, parameters }, Object.values(all).find(Boolean))
  }
  return (
    <>
      <TemplateHead id={intention.template} />
      {fields.map(([name, field]) => (
        <TemplateInput key={name} field={withGiven(field, intention.parameters[name])} onGive={give(name)} />
      ))}
    </>
  )
}

/** What was given is shown at once; the plan follows. Only the inputs below give anything, so it is of the field's kind. */
function withGiven(field: TemplateField, given: unknown): TemplateField {
  return given === undefined ? field : ({ ...field, value: given } as TemplateField)
}

function TemplateHead({ id }: { id: string }) {
  const words = TEMPLATE_WORDS.find((template) => template.id === id)
  const { showTemplates } = useAppActions()
  return (
    <section className="template-head" aria-label="Template">
      {words && <SmallPicture picture={words.picture} />}
      <p>
        {words?.sentence}{' '}
        <button type="button" className="link-button" onClick={showTemplates}>
          Other templates…
        </button>
      </p>
    </section>
  )
}

interface TemplateInputProps {
  readonly field: TemplateField
  readonly onGive: (value: unknown, problem?: string) => void
}

function TemplateInput({ field, onGive }: TemplateInputProps) {
  switch (field.kind) {
    case 'pods':
      return <PodsInput field={field} onGive={onGive} />
    case 'ports':
      return <PortsInput field={field} onGive={onGive} />
    case 'choice':
      return <ChoiceInput field={field} onGive={onGive} />
    case 'list':
      return <ListInput field={field} onGive={onGive} />
    default:
      return assertNever(field)
  }
}
