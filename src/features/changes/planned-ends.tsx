import type { ConnectIntention, PlannedEnd } from '../../core/authoring/plan.ts'
import { WrittenSelectors } from './written-selectors.tsx'

const HEADS = { ingress: 'Reaching it (ingress)', egress: 'Leaving it (egress)' }

interface PlannedEndsProps {
  readonly ends: readonly PlannedEnd[]
  readonly intention: ConnectIntention
  readonly onChange: (intention: ConnectIntention) => void
}

/** Where the rule of each end goes, and whom its selectors match. */
export function PlannedEnds({ ends, intention, onChange }: PlannedEndsProps) {
  return ends.map((end) => (
    <section key={`${end.direction} ${end.words}`} className="planned-end">
      <h3>{HEADS[end.direction]}</h3>
      <p>{end.words}</p>
      {end.choices.length > 1 && (
        <label className="planned-end__choice">
          Policy
          <select
            value={end.choices.find((choice) => choice.chosen)?.id ?? ''}
            onChange={(event) =>
              onChange({ ...intention, target: { ...intention.target, [end.direction]: event.target.value } })
            }
          >
            {end.choices.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.label}
              </option>
            ))}
          </select>
        </label>
      )}
      <WrittenSelectors selectors={end.selectors} />
    </section>
  ))
}
