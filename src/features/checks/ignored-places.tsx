import type { Checks } from '../../core/workspace/check-document.ts'
import { useAppActions } from '../../store/context.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'

/** What comments silence, with their reasons, and the comments that silence nothing. */
export function IgnoredPlaces({ ignored, silenced, idle }: Pick<Checks, 'ignored' | 'silenced' | 'idle'>) {
  const { revealLocation } = useAppActions()
  if (silenced + idle.length === 0) return null
  return (
    <details className="checked-rule">
      <summary>Ignored by comments ({(silenced + idle.length).toLocaleString('en')})</summary>
      <ul className="checked-places">
        {ignored.map(({ rule, message, reason, location }) => (
          <li key={`${rule} ${location.file} ${location.span.start} ${message}`} className="checked-place">
            <span className="checked-words">
              {message} <code className="checked-id">{rule}</code>
              <span className="quiet"> {reason === '' ? 'no reason is given' : `because: ${reason}`}</span>
            </span>
            <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
          </li>
        ))}
        {idle.map(({ rules, location }) => (
          <li key={`${location.file} ${location.line}`} className="checked-place">
            <span className="checked-words">
              A comment ignores {rules.join(' and ')}, which has nothing to say there: it can go
            </span>
            <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
          </li>
        ))}
      </ul>
    </details>
  )
}
