import type { IgnoreIntention } from '../../core/authoring/ignore/plan-ignore.ts'

interface ReasonFieldProps {
  readonly intention: IgnoreIntention
  readonly onChange: (intention: IgnoreIntention) => void
}

/** Why a rule is ignored: it stands in the comment. */
export function ReasonField({ intention, onChange }: ReasonFieldProps) {
  return (
    <label className="field">
      <span>Reason</span>
      <input
        type="text"
        data-first-focus
        autoComplete="off"
        value={intention.reason}
        onChange={({ target }) => onChange({ ...intention, reason: target.value })}
      />
    </label>
  )
}
