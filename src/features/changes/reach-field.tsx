import type { ConnectEnd, ConnectIntention } from '../../core/authoring/plan.ts'

const REACHES = [
  { reach: 'outside', words: 'addresses outside only (0.0.0.0/0 and ::/0 except the pod ranges)' },
  { reach: 'anyone', words: 'anyone, pods included' },
] as const

interface ReachFieldProps {
  readonly intention: ConnectIntention
  readonly onChange: (intention: ConnectIntention) => void
}

/** Whom "internet" means: asked, never presumed. */
export function ReachField({ intention, onChange }: ReachFieldProps) {
  const side = intention.from.kind === 'internet' ? 'from' : 'to'
  const end: ConnectEnd = intention[side]
  if (end.kind !== 'internet') return null
  return (
    <fieldset className="reach-field">
      <legend>{side === 'from' ? 'Who may connect' : 'Where to'}</legend>
      {REACHES.map(({ reach, words }) => (
        <label key={reach} className="check">
          <input
            type="radio"
            name="reach"
            checked={end.reach === reach}
            onChange={() => onChange({ ...intention, [side]: { kind: 'internet', reach } })}
          />
          {words}
        </label>
      ))}
    </fieldset>
  )
}
