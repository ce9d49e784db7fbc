import type { ChangeForm } from '../../core/authoring/change-form.ts'
import type { StructureIntention } from '../../core/authoring/structure/plan-structure.ts'
import { assertNever } from '../../core/model/assert-never.ts'
import { AddFields } from './add-fields.tsx'
import { DuplicateFields } from './duplicate-fields.tsx'
import { LabelsFields } from './labels-fields.tsx'
import { NamespaceField } from './namespace-field.tsx'
import { RenameFields } from './rename-fields.tsx'
import './structure.css'

interface StructureFieldsProps {
  readonly intention: StructureIntention
  /** What the plan says can be filled in. */
  readonly form: ChangeForm | undefined
  readonly onChange: (intention: StructureIntention, problem?: string) => void
}

/** What a change of structure asks for, in its preview. */
export function StructureFields({ intention, form, onChange }: StructureFieldsProps) {
  switch (intention.kind) {
    case 'add':
      return <AddFields intention={intention} onChange={onChange} />
    case 'rename':
      return <RenameFields intention={intention} onChange={onChange} />
    case 'duplicate':
      return <DuplicateFields intention={intention} onChange={onChange} />
    case 'move':
      return (
        <NamespaceField value={intention.namespace} onChange={(namespace) => onChange({ ...intention, namespace })} />
      )
    case 'workload-labels':
    case 'namespace-labels':
      if (form?.kind !== 'labels') return null
      return (
        <LabelsFields
          form={form}
          changes={intention.changes}
          onChange={(changes) => onChange({ ...intention, changes })}
        />
      )
    case 'delete':
      return null
    default:
      return assertNever(intention)
  }
}
