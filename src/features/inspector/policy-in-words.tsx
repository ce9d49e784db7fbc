import { useApp } from '../../store/context.tsx'
import { useAnswer } from '../../store/use-answer.ts'
import { SaidPolicy } from './said-policy.tsx'
import './sentences.css'

/** The selected policy in sentences; foldable, because its form stands below. */
export function PolicyInWords() {
  const path = useApp(({ selection }) => (selection?.kind === 'policy' ? selection.id : null))
  const [said] = useAnswer('sayPolicies', path === null ? null : { paths: [path] }) ?? []
  if (!said) return null
  return (
    <details className="policy-in-words" open>
      <summary>In words</summary>
      <SaidPolicy said={said} />
    </details>
  )
}
