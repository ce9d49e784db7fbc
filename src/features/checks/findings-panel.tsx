import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckedRuleSection } from './checked-rule.tsx'
import { IgnoredPlaces } from './ignored-places.tsx'

/** What the rules find in policies that can be read, worst first, each with why it matters and what repairs it. */
export function FindingsPanel() {
  const checks = useApp((state) => state.checks)
  const withNotes = useApp((state) => state.showsNotes)
  const { showNotes } = useAppActions()
  if (!checks) return <p className="checks-note quiet">Checking…</p>
  const { rules, counts, silenced } = checks
  return (
    <>
      <p className="checks-note quiet">
        {toWords(counts.error + counts.warning, counts.info, silenced)}
        {counts.info > 0 && (
          <Button variant="quiet" aria-pressed={withNotes} onClick={() => showNotes(!withNotes)}>
            {withNotes ? 'Hide notes' : 'Show notes'}
          </Button>
        )}
      </p>
      {rules.map((rule) => (
        <CheckedRuleSection key={`${rule.id} ${rule.severity}`} rule={rule} />
      ))}
      <IgnoredPlaces {...checks} />
    </>
  )
}

function toWords(warnings: number, notes: number, silenced: number): string {
  const counted = (count: number, word: string) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`
  const parts = [
    warnings === 0 ? 'No warnings.' : `${counted(warnings, 'warning')}.`,
    ...(notes > 0 ? [`${counted(notes, 'note')}.`] : []),
    ...(silenced > 0 ? [`${silenced} silenced by comments.`] : []),
  ]
  return parts.join(' ')
}
