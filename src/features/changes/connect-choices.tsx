import type { ConnectEnd, ConnectIntention } from '../../core/authoring/plan.ts'

interface ConnectChoicesProps {
  readonly intention: ConnectIntention
  readonly onChange: (intention: ConnectIntention) => void
}

/** The stricter form: both ends isolated, also one that would let the flow pass as it is. */
export function ConnectChoices({ intention, onChange }: ConnectChoicesProps) {
  const { strict = false, keepDns = false, from } = intention
  const choose = (isStrict: boolean) => {
    const { strict: _strict, keepDns: _keepDns, ...loose } = intention
    // Who isolates a source seldom means its name lookups.
    onChange(isStrict ? { ...loose, strict: true, keepDns: true } : loose)
  }
  return (
    <div className="options__row">
      <label className="check" title="Nothing but what rules allow passes either end afterwards">
        <input type="checkbox" checked={strict} onChange={(event) => choose(event.target.checked)} />
        isolate both ends
      </label>
      {strict && isOfPods(from) && (
        <label className="check">
          <input
            type="checkbox"
            checked={keepDns}
            onChange={(event) => onChange({ ...intention, keepDns: event.target.checked })}
          />
          keep name lookups (DNS)
        </label>
      )}
    </div>
  )
}

function isOfPods({ kind }: ConnectEnd): boolean {
  return kind !== 'block' && kind !== 'internet'
}
