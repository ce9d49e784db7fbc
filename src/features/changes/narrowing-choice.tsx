import type { DisconnectIntention, Narrowing } from '../../core/authoring/plan.ts'

interface NarrowingChoiceProps {
  readonly narrowings: readonly Narrowing[]
  readonly intention: DisconnectIntention
  readonly onChange: (intention: DisconnectIntention) => void
}

/** Other ways to stop a flow that no part of a rule holds alone, each with what else it closes. */
export function NarrowingChoice({ narrowings, intention, onChange }: NarrowingChoiceProps) {
  if (narrowings.length === 0) return null
  return (
    <fieldset className="contributions">
      <legend>Ways to stop only this</legend>
      {narrowings.map(({ id, words, exact, alsoCloses }) => (
        <div key={id} className="contribution">
          <label className="check">
            <input
              type="radio"
              name="narrow"
              checked={intention.narrow === id}
              onChange={() => onChange({ ...intention, narrow: id })}
            />
            <span>{words}</span>
          </label>
          <p className="help">{exact ? 'nothing else closes' : `also closes ${nameSome(alsoCloses)}`}</p>
        </div>
      ))}
    </fieldset>
  )
}

const NAMED = 4

function nameSome(flows: readonly string[]): string {
  const more = flows.length - NAMED
  return `${flows.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
