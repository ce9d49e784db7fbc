import { useId, useState } from 'react'
import type { Raise, RaiseGroup } from '../../core/checks/posture/posture.ts'
import { flowsWords, RAISE_WORDS } from '../../core/checks/posture/posture-words.ts'
import { useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'

/** So many are shown at first, and so many at most. */
const FIRST = 5
const MOST = 100

/** What would close (or open again) one sort of flows, most first, each with its repairs. */
export function RaiseSection({ group: { kind, flows, raises } }: { group: RaiseGroup }) {
  const heading = useId()
  const [isOpen, setIsOpen] = useState(false)
  const shown = raises.slice(0, isOpen ? MOST : FIRST)
  return (
    <section className="checked-rule" aria-labelledby={heading}>
      <h2 id={heading}>{RAISE_WORDS[kind]}</h2>
      <p className="checked-why quiet">{flowsWords(kind, flows)}</p>
      <ul className="checked-places">
        {shown.map((raise) => (
          <RaiseRow key={`${raise.rule} ${raise.path} ${raise.message}`} raise={raise} />
        ))}
      </ul>
      {raises.length > FIRST && (
        <Button variant="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Show fewer' : `Show ${(Math.min(raises.length, MOST) - FIRST).toLocaleString('en')} more`}
        </Button>
      )}
      {isOpen && raises.length > MOST && (
        <p className="checked-why quiet">and {(raises.length - MOST).toLocaleString('en')} more that are not listed</p>
      )}
    </section>
  )
}

function RaiseRow({ raise: { message, rule, path, fixes } }: { raise: Raise }) {
  const { proposeChange, revealPath } = useAppActions()
  return (
    <li className="checked-place">
      <span className="checked-words">
        {message} <code className="checked-id">{rule}</code>
      </span>
      {fixes.map(({ title, intention }) => (
        <Button key={title} onClick={() => proposeChange(intention)}>
          {title}
        </Button>
      ))}
      <Button variant="quiet" aria-label={`Show in the text: ${message}`} onClick={() => revealPath(path)}>
        Show
      </Button>
    </li>
  )
}
