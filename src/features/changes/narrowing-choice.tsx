import { useState } from 'react'
import type { DisconnectIntention, Narrowing } from '../../core/authoring/plan.ts'
import { YamlDiff } from '../../ui/yaml-diff.tsx'
import { useFileChanges } from './use-file-changes.ts'

interface NarrowingChoiceProps {
  readonly narrowings: readonly Narrowing[]
  /** That they were planned on. */
  readonly revision: number
  readonly intention: DisconnectIntention
  readonly onChange: (intention: DisconnectIntention) => void
}

/** Other ways to stop a flow that no part of a rule holds alone, each with what it writes and what else it closes. */
export function NarrowingChoice({ narrowings, revision, intention, onChange }: NarrowingChoiceProps) {
  if (narrowings.length === 0) return null
  const isExact = narrowings.some(({ exact }) => exact)
  return (
    <fieldset className="contributions">
      <legend>{isExact ? 'Ways to stop only this' : 'Ways to stop this'}</legend>
      {narrowings.map((narrowing) => (
        <Way
          key={narrowing.id}
          narrowing={narrowing}
          revision={revision}
          isChosen={intention.narrow === narrowing.id}
          onChoose={() => onChange({ ...intention, narrow: narrowing.id })}
        />
      ))}
    </fieldset>
  )
}

interface WayProps {
  readonly narrowing: Narrowing
  readonly revision: number
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Way({ narrowing: { words, exact, alsoCloses, edits }, revision, isChosen, onChoose }: WayProps) {
  return (
    <div className="contribution">
      <label className="check">
        <input type="radio" name="narrow" checked={isChosen} onChange={onChoose} />
        <span>{words}</span>
      </label>
      <p className={exact ? 'help help--good' : 'help'}>
        {exact ? 'nothing else closes' : `also closes ${nameSome(alsoCloses)}`}
      </p>
      {!isChosen && <WrittenLines edits={edits} revision={revision} />}
    </div>
  )
}

/** What a way would write, before it is chosen; what the chosen one writes stands with what it changes. */
function WrittenLines({ edits, revision }: Pick<Narrowing, 'edits'> & { readonly revision: number }) {
  const [isOpen, setOpen] = useState(false)
  const changes = useFileChanges(isOpen ? edits : undefined, revision)
  return (
    <details className="written-lines" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What it writes</summary>
      <YamlDiff changes={changes} />
    </details>
  )
}

const NAMED = 4

function nameSome(flows: readonly string[]): string {
  const more = flows.length - NAMED
  return `${flows.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
