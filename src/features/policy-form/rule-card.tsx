import { Copy, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RuleModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import type { Path } from '../../core/model/path.ts'
import type { Direction } from '../../core/model/policy.ts'
import { useApp } from '../../store/context.tsx'
import { EditButton } from './edit-button.tsx'
import { PeersPart } from './peers-part.tsx'
import { PortsPart } from './ports-part.tsx'

interface RuleCardProps {
  readonly rule: RuleModel
  readonly direction: Direction
  readonly namespace: string
}

/** Pixels between the head of the form and the rule. */
const GAP = 8

/** Who came for this rule finds it in sight, with the focus in it. */
function useLedTo(path: Path) {
  const card = useRef<HTMLElement>(null)
  const isLedTo = useApp(({ formRule }) => formRule === path)
  useEffect(() => {
    if (!isLedTo || !card.current) return
    showBelowHead(card.current)
    card.current.focus({ preventScroll: true })
  }, [isLedTo])
  return card
}

/** Scrolls the panel, and nothing around it. */
function showBelowHead(card: HTMLElement): void {
  const panel = card.closest('[role="tabpanel"]')
  if (!panel) return
  const head = panel.querySelector('.form-head')?.clientHeight ?? 0
  panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - head - GAP
}

/** A rule: one of its peers AND one of its ports. */
export function RuleCard({ rule, direction, namespace }: RuleCardProps) {
  const { path, title } = rule
  return (
    <section className="rule-card" aria-label={title} data-focus-home tabIndex={-1} ref={useLedTo(path)}>
      <header className="rule-head">
        <h4>{title}</h4>
        <span className="row-actions">
          <EditButton icon name={`Duplicate ${title}`} change={{ kind: 'duplicate-rule', rule: path }}>
            <Copy size={13} aria-hidden />
          </EditButton>
          <EditButton icon name={`Remove ${title}`} change={{ kind: 'remove-rule', rule: path }}>
            <X size={14} aria-hidden />
          </EditButton>
        </span>
      </header>
      <div className="rule-body">
        <PeersPart rule={rule} direction={direction} namespace={namespace} />
        <PortsPart rule={rule} />
      </div>
    </section>
  )
}
