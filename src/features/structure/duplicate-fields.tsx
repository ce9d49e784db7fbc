import type { DuplicateIntention } from '../../core/authoring/structure/plan-structure-duplicate.ts'
import { NameField } from './name-field.tsx'

interface DuplicateFieldsProps {
  readonly intention: DuplicateIntention
  readonly onChange: (intention: DuplicateIntention) => void
}

/** The name of the copy; a free one is found while none is given. */
export function DuplicateFields({ intention: { to, ...intention }, onChange }: DuplicateFieldsProps) {
  return (
    <NameField
      label="Name"
      placeholder="as above, or another one"
      value={to ?? ''}
      onChange={(name) => onChange(name === '' ? intention : { ...intention, to: name })}
    />
  )
}
