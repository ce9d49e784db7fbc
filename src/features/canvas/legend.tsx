import type { Isolation } from '../../core/model/verdict.ts'
import { Shield } from './shield.tsx'

/** What the lines and marks mean; always visible. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      <LineKey answer="allowed" words="✓ allowed" />
      <LineKey answer="denied" words="✕ denied" />
      <LineKey answer="depends" words="? depends" />
      <ShieldKey isolation="isolated" words="isolated" />
      <ShieldKey isolation="open" words="open" />
      <ShieldKey isolation="admits-nothing" words="admits nothing" />
      <li className="legend__item">
        <span className="legend__implied" aria-hidden="true" />
        <i>implied</i>
      </li>
    </ul>
  )
}

function LineKey({ answer, words }: { answer: 'allowed' | 'denied' | 'depends'; words: string }) {
  return (
    <li className="legend__item">
      <svg className={`line is-${answer}`} width="24" height="8" aria-hidden="true">
        <path className="line__stroke" d="M1 4h22" />
      </svg>
      {words}
    </li>
  )
}

function ShieldKey({ isolation, words }: { isolation: Isolation; words: string }) {
  return (
    <li className="legend__item">
      <Shield isolation={isolation} />
      {words}
    </li>
  )
}
