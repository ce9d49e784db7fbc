import { useApp } from '../../store/context.tsx'
import { selectExpectationMarks } from '../../store/expectation-marks.ts'
import './node-badge.css'
import './expectation-badge.css'

/** That what is expected of a node's flows does not hold, or perhaps not. */
export function ExpectationBadge({ id }: { id: string }) {
  const counts = useApp((state) => selectExpectationMarks(state).nodes.get(id))
  if (!counts) return null
  const isBroken = counts.broken > 0
  const count = isBroken ? counts.broken : counts.depends
  const words = isBroken ? say(count, 'fails', 'fail') : say(count, 'depends', 'depend')
  return (
    <span
      className={`node-badge expectation-badge expectation-badge--${isBroken ? 'broken' : 'depends'}`}
      role="img"
      aria-label={words}
      title={`${words}: see Expectations`}
    >
      {isBroken ? '≠' : '≟'} {count}
    </span>
  )
}

function say(count: number, one: string, more: string): string {
  return count === 1 ? `1 expectation ${one}` : `${count} expectations ${more}`
}
