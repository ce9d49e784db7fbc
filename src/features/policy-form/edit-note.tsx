import type { FormOutcome } from '../../store/form-edit.ts'
import { Button } from '../../ui/button.tsx'
import { countFlows } from './form-words.ts'

interface EditNoteProps {
  readonly id: string
  readonly outcome: FormOutcome | undefined
  readonly isPending?: boolean
  /** Proposes it again, so that it is shown. */
  readonly onReview?: () => void
  readonly onDiscard?: () => void
}

/** At the field: why its change is not made, or that it waits to be looked at. */
export function EditNote({ id, outcome, isPending = false, onReview, onDiscard }: EditNoteProps) {
  return (
    <div className={`edit-note ${outcome ? `is-${outcome.kind}` : ''}`} id={id} role="status">
      {isPending && <span className="visually-hidden">being applied</span>}
      {outcome && (
        <>
          <span>{toWords(outcome)}</span>
          {outcome.kind !== 'refused' && onReview && (
            <Button className="small-button" onClick={onReview}>
              {outcome.kind === 'held' ? 'Look and apply…' : 'Apply'}
            </Button>
          )}
          {onDiscard && (
            <Button variant="quiet" className="small-button" onClick={onDiscard}>
              Discard
            </Button>
          )}
        </>
      )}
    </div>
  )
}

function toWords(outcome: FormOutcome): string {
  switch (outcome.kind) {
    case 'refused':
      return outcome.obstacles.map(({ words }) => words).join('; ')
    case 'held':
      return `Not applied yet: ${toEffects(outcome.preview)}.`
    case 'missed':
      return 'Not applied yet: the text changed in the meantime.'
  }
}

function toEffects({ opens, closes, isolates, plan }: Extract<FormOutcome, { kind: 'held' }>['preview']): string {
  const parts = [
    ...(closes.total > 0 ? [`close ${countFlows(closes.total)}`] : []),
    ...(opens.total > 0 ? [`open ${countFlows(opens.total)}`] : []),
    ...(isolates.length > 0 ? [`isolate ${isolates.slice(0, 3).join(', ')}`] : []),
  ]
  if (parts.length > 0) return `it would ${parts.join(' and ')}`
  return plan.notes.join('; ') || 'look at what it does first'
}
