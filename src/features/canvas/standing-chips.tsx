import { SIGNS } from '../../core/picture/edge-label.ts'
import { type Other, useStanding } from './use-standing.ts'

const WORDS = { allowed: 'allowed', denied: 'denied', depends: 'depends', some: 'partly allowed' }

/** How a node stands to the selected one: → what the selection may send here, ← what this may send to the selection. */
export function StandingChips({ id }: { id: string }) {
  const standing = useStanding(id)
  if (standing === null || standing === 'self' || standing === 'unrelated') return null
  return (
    <span className="standing" title={toWords(standing)}>
      {standing.out && <span className={`standing__chip is-${standing.out}`}>→&thinsp;{SIGNS[standing.out]}</span>}
      {standing.in && <span className={`standing__chip is-${standing.in}`}>←&thinsp;{SIGNS[standing.in]}</span>}
      <span className="visually-hidden">{toWords(standing)}</span>
    </span>
  )
}

function toWords({ out, in: into }: Other): string {
  return [
    ...(out ? [`from the selection to here: ${WORDS[out]}`] : []),
    ...(into ? [`from here to the selection: ${WORDS[into]}`] : []),
  ].join('; ')
}
