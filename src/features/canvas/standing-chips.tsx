import type { SelectionView } from '../../core/picture/picture.ts'
import { SIGNS } from './drawn-edges.ts'
import { useStanding } from './use-standing.ts'

type Standing = SelectionView['others'] extends ReadonlyMap<string, infer Other> ? Other : never

const WORDS = { allowed: 'allowed', denied: 'denied', depends: 'depends', some: 'partly allowed' }

/** How a node stands to the selected one: → what the selection may send here, ← what this may send to the selection. */
export function StandingChips({ id }: { id: string }) {
  const standing = useStanding(id)
  if (standing === null || standing === 'self' || standing === 'unrelated') return null
  return (
    <span className="standing" title={toWords(standing)}>
      <span className={`standing__chip is-${standing.out}`}>→&thinsp;{SIGNS[standing.out]}</span>
      <span className={`standing__chip is-${standing.in}`}>←&thinsp;{SIGNS[standing.in]}</span>
      <span className="visually-hidden">{toWords(standing)}</span>
    </span>
  )
}

function toWords(standing: Standing): string {
  return `from the selection to here: ${WORDS[standing.out]}; from here to the selection: ${WORDS[standing.in]}`
}
