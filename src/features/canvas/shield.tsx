import type { Isolation } from '../../core/model/verdict.ts'

const OUTLINE = 'M8 1.8 13.2 3.7V8c0 3-2.1 5.2-5.2 6.3C4.9 13.2 2.8 11 2.8 8V3.7Z'

/** How a direction stands: filled is isolated, hollow open, barred admits nothing. */
export function Shield({ isolation }: { isolation: Isolation }) {
  return (
    <svg className={`shield shield--${isolation}`} viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
      <path d={OUTLINE} />
      {isolation === 'admits-nothing' && <path className="shield__bar" d="M4.6 8h6.8" />}
    </svg>
  )
}
