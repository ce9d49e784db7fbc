import type { RenameIntention } from '../../core/authoring/structure/plan-structure-rename.ts'
import { NameField } from './name-field.tsx'

interface RenameFieldsProps {
  readonly intention: RenameIntention
  readonly onChange: (intention: RenameIntention) => void
}

/** The new name, and of a namespace whether rules that name it follow. */
export function RenameFields({ intention, onChange }: RenameFieldsProps) {
  return (
    <>
      <NameField label="Name" value={intention.to} onChange={(to) => onChange({ ...intention, to })} />
      {intention.target.kind === 'namespace' && (
        <label className="check">
          <input
            type="checkbox"
            checked={intention.keepReferences !== true}
            onChange={(event) => onChange({ ...intention, keepReferences: !event.target.checked })}
          />
          in rules that name it too
        </label>
      )}
    </>
  )
}
