import { CircleX, Info, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import type { CheckedPlace, CheckedRule } from '../../core/workspace/check-document.ts'
import { useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info } as const

/** So many places of a rule are shown at first. */
const FIRST = 3

/** A rule: what it is about, why that matters, and each place with its repairs. */
export function CheckedRuleSection({ rule }: { rule: CheckedRule }) {
  const { id, title, why, severity, findings, count } = rule
  const heading = useId()
  const [isOpen, setIsOpen] = useState(false)
  const shown = isOpen ? findings : findings.slice(0, FIRST)
  const Icon = ICONS[severity]
  return (
    <section className="checked-rule" aria-labelledby={heading}>
      <h2 id={heading}>
        <Icon size={15} className={`check-${severity}`} role="img" aria-label={severity} /> {title}
        <code className="checked-id">{id}</code>
        {count > 1 && <span className="count">{count.toLocaleString('en')}</span>}
      </h2>
      <p className="checked-why quiet">{why}</p>
      <ul className="checked-places">
        {shown.map((place) => (
          <PlaceRow key={`${place.location.file} ${place.location.span.start} ${place.message}`} place={place} />
        ))}
      </ul>
      {findings.length > FIRST && (
        <Button variant="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Show fewer' : `Show ${findings.length - FIRST} more`}
        </Button>
      )}
      {isOpen && count > findings.length && (
        <p className="checked-why quiet">
          and {(count - findings.length).toLocaleString('en')} more that are not listed
        </p>
      )}
    </section>
  )
}

function PlaceRow({ place: { message, location, fixes, ignore } }: { place: CheckedPlace }) {
  const { proposeChange, beginChange, revealLocation } = useAppActions()
  return (
    <li className="checked-place">
      <span className="checked-words">{message}</span>
      {fixes.map(({ title, intention }) => (
        <Button key={title} onClick={() => proposeChange(intention)}>
          {title}
        </Button>
      ))}
      <Button variant="quiet" onClick={() => beginChange(ignore)}>
        Ignore here…
      </Button>
      <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
    </li>
  )
}
