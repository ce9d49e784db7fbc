import type { Isolation } from '../../core/model/verdict.ts'
import { useApp } from '../../store/context.tsx'
import { type ExpectationMark, selectExpectationMarks } from '../../store/expectation-marks.ts'
import { isPreviewed } from '../../store/is-waiting.ts'
import { selectCompared } from '../../store/select-effects.ts'
import type { AppState } from '../../store/state.ts'
import { Shield } from './shield.tsx'

/** What the lines and marks mean; always visible. */
export function Legend() {
  const isPreview = useApp(isPreviewed)
  const isComparison = useApp((state) => selectCompared(state) !== null)
  if (isPreview) return <PreviewLegend />
  return isComparison ? <ComparisonLegend /> : <RestLegend />
}

function ComparisonLegend() {
  return (
    <ul className="legend legend--comparison" aria-label="Legend">
      <LineKey answer="allowed" words="+ opened" />
      <LineKey answer="denied" words="✕ closed" />
      <LineKey answer="depends" words="? perhaps" />
      <LineKey answer="allowed" isFaded words="unchanged" />
      <ShieldKey isolation="isolated" words="becomes isolated" />
    </ul>
  )
}

function PreviewLegend() {
  return (
    <ul className="legend legend--preview" aria-label="Legend">
      <LineKey answer="allowed" words="+ opens" />
      <LineKey answer="denied" words="✕ closes" />
      <ShieldKey isolation="isolated" words="becomes isolated" />
    </ul>
  )
}

function RestLegend() {
  return (
    <ul className="legend" aria-label="Legend">
      <LineKey answer="allowed" words="✓ allowed" />
      <LineKey answer="denied" words="✕ denied" />
      <LineKey answer="depends" words="? depends" />
      <LineKey answer="allowed" isBundle words="bundle" />
      <StubKey />
      <ShieldKey isolation="isolated" words="isolated" />
      <ShieldKey isolation="open" words="open" />
      <ShieldKey isolation="admits-nothing" words="admits nothing" />
      <li className="legend__item">
        <span className="legend__implied" aria-hidden="true" />
        <i>implied</i>
      </li>
      <li className="legend__item">
        <span className="legend__stale" aria-hidden="true" />
        stale
      </li>
      <ExpectationKey />
    </ul>
  )
}

/** Only while something is not as expected: otherwise there is nothing to explain. */
function ExpectationKey() {
  const isBroken = useApp((state) => isMarked(state, 'broken'))
  const isUndecided = useApp((state) => isMarked(state, 'depends'))
  if (!isBroken && !isUndecided) return null
  return (
    <li className="legend__item">
      <span className={`legend__expectation is-${isBroken ? 'broken' : 'depends'}`} aria-hidden="true">
        {isBroken ? '≠' : '≟'}
      </span>
      {isBroken ? 'not as expected' : 'perhaps not as expected'}
    </li>
  )
}

function isMarked(state: AppState, mark: ExpectationMark): boolean {
  return [...selectExpectationMarks(state).nodes.values()].some((counts) => counts[mark] > 0)
}

interface LineKeyProps {
  readonly answer: 'allowed' | 'denied' | 'depends'
  readonly isBundle?: boolean
  readonly isFaded?: boolean
  readonly words: string
}

function LineKey({ answer, isBundle = false, isFaded = false, words }: LineKeyProps) {
  const marks = [isBundle ? 'is-bundle' : '', isFaded ? 'is-faded' : ''].join(' ')
  return (
    <li className="legend__item">
      <svg className={`line is-${answer} ${marks}`} width="24" height="8" aria-hidden="true">
        <path className="line__stroke" d="M1 4h22" />
      </svg>
      {words}
    </li>
  )
}

/** Admitted at one end only. */
function StubKey() {
  return (
    <li className="legend__item">
      <svg className="line" width="24" height="10" aria-hidden="true">
        <path className="line__stroke" d="M1 5h17" />
        <path className="line__cross" d="M16 2 22 8M22 2 16 8" />
      </svg>
      other end blocks
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
