import type { ChangeForm } from '../core/authoring/change-form.ts'
import type { StructureIntention } from '../core/authoring/structure/plan-structure.ts'
import { ReasonField } from '../features/checks/reason-field.tsx'
import { StructureFields } from '../features/structure/structure-fields.tsx'
import { TemplateFields } from '../features/templates/template-fields.tsx'
import type { OtherIntention } from '../store/dialog.ts'

interface ChangeFieldsProps {
  readonly intention: OtherIntention
  readonly form: ChangeForm | undefined
  readonly onChange: (intention: OtherIntention, problem?: string) => void
}

/** What an intention asks for in its preview, where a feature of its own knows; null for nothing. */
export function toChangeFields({ intention, form, onChange }: ChangeFieldsProps) {
  switch (intention.kind) {
    case 'template':
      return <TemplateFields key={intention.template} intention={intention} form={form} onChange={onChange} />
    case 'ignore':
      return <ReasonField intention={intention} onChange={onChange} />
    case 'add':
    case 'rename':
    case 'duplicate':
    case 'move':
    case 'workload-labels':
    case 'namespace-labels':
      return <StructureFields key={keyOf(intention)} intention={intention} form={form} onChange={onChange} />
    default:
      return null
  }
}

/** What is typed for one thing is not taken over to another. */
function keyOf(intention: StructureIntention): string {
  switch (intention.kind) {
    case 'add':
      return `add ${intention.resource.kind}`
    case 'workload-labels':
    case 'move':
      return `${intention.kind} ${intention.id}`
    case 'namespace-labels':
      return `labels ${intention.namespace}`
    default:
      return `${intention.kind} ${JSON.stringify(intention.target)}`
  }
}
