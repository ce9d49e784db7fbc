import type { Isolation } from '../../core/model/verdict.ts'
import { shieldPath } from '../../core/picture/svg/shield-path.ts'

const OUTLINE = shieldPath({ x: 8, y: 8 }, 16)

/** How a direction stands: filled is isolated, hollow open, barred admits nothing. */
export function Shield({ isolation }: { isolation: Isolation }) {
  return (
    <svg className={`shield shield--${isolation}`} viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
      <path d={OUTLINE} />
      {isolation === 'admits-nothing' && <path className="shield__bar" d="M4.6 8h6.8" />}
    </svg>
  )
}
