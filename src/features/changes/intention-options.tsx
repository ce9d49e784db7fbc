import type { GenerateIntention } from '../../core/authoring/generate/plan-generate.ts'
import type { IsolateIntention } from '../../core/authoring/isolate/plan-isolate.ts'
import type { Direction } from '../../core/model/policy.ts'
import type { OtherIntention } from '../../store/dialog.ts'

interface IntentionOptionsProps {
  readonly intention: OtherIntention
  readonly onChange: (intention: OtherIntention) => void
}

/** What a person can still choose of an intention while they look at its preview. */
export function IntentionOptions({ intention, onChange }: IntentionOptionsProps) {
  switch (intention.kind) {
    case 'isolate':
      return <IsolateOptions intention={intention} onChange={onChange} />
    case 'generate':
      return <GenerateOptions intention={intention} onChange={onChange} />
    default:
      return null
  }
}

interface GenerateOptionsProps {
  readonly intention: GenerateIntention
  readonly onChange: (intention: GenerateIntention) => void
}

function GenerateOptions({ intention, onChange }: GenerateOptionsProps) {
  const choices = [
    { name: 'keepDns', words: 'keep name lookups (DNS)' },
    { name: 'replace', words: 'replace the policies of the same pods' },
    { name: 'leaveOut', words: 'leave out what no policy can express' },
  ] as const
  return (
    <fieldset className="options">
      <legend>Least privilege</legend>
      <div className="options__row">
        {choices.map(({ name, words }) => (
          <label key={name} className="check">
            <input
              type="checkbox"
              checked={intention[name] === true}
              onChange={(event) => onChange({ ...intention, [name]: event.target.checked })}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const WAYS: readonly { readonly words: string; readonly directions: readonly Direction[] }[] = [
  { words: 'ingress', directions: ['ingress'] },
  { words: 'egress', directions: ['egress'] },
  { words: 'both', directions: ['ingress', 'egress'] },
]

interface IsolateOptionsProps {
  readonly intention: IsolateIntention
  readonly onChange: (intention: IsolateIntention) => void
}

function IsolateOptions({ intention, onChange }: IsolateOptionsProps) {
  const chosen = intention.directions.join()
  return (
    <fieldset className="options">
      <legend>Isolate for</legend>
      <div className="options__row">
        {WAYS.map(({ words, directions }) => (
          <label key={words} className="check">
            <input
              type="radio"
              name="directions"
              checked={directions.join() === chosen}
              onChange={() => onChange({ ...intention, directions })}
            />
            {words}
          </label>
        ))}
        <label className="check">
          <input
            type="checkbox"
            checked={intention.keepDns}
            onChange={(event) => onChange({ ...intention, keepDns: event.target.checked })}
          />
          keep name lookups (DNS)
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={intention.keepOpen === true}
            onChange={(event) => onChange({ ...intention, keepOpen: event.target.checked })}
          />
          keep what passes now to and from known workloads
        </label>
      </div>
    </fieldset>
  )
}
