import type { Direction } from '../../core/model/policy.ts'
import { useApp } from '../../store/context.tsx'
import { selectEffects } from '../../store/select-effects.ts'
import { Shield } from './shield.tsx'

/** In a preview: a node that becomes isolated, and for what. */
export function IsolationChip({ id }: { id: string }) {
  const directions = useApp((state) => selectEffects(state)?.isolated.get(id))
  if (directions === undefined) return null
  return (
    <span className="isolation-chip" title={`becomes isolated for ${directions.join(' and ')}`}>
      <Shield isolation="isolated" /> {toWords(directions)}
    </span>
  )
}

function toWords(directions: readonly Direction[]): string {
  const [only, other] = directions
  if (other !== undefined) return '+ isolated'
  return only === 'ingress' ? '+ isolated in' : '+ isolated out'
}
