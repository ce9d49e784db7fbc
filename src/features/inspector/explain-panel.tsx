import { useApp } from '../../store/context.tsx'
import type { Explanation } from '../../worker/protocol.ts'
import { CopyExplanation } from './copy-explanation.tsx'
import { ExplainReply } from './explain-reply.tsx'
import { ExplainUnresolved } from './explain-unresolved.tsx'
import { FlowActions } from './flow-actions.tsx'
import { QuestionBar } from './question-bar.tsx'
import { VerdictChip } from './verdict-chip.tsx'
import './inspector.css'

/** May this reach that, and why. */
export function ExplainPanel() {
  const explanation = useApp((state) => state.explanation)
  const question = useApp((state) => state.question)
  const outcome = explanation?.outcome
  const reply = outcome?.kind === 'reply' ? outcome : undefined
  const [only, ...others] = reply?.parts ?? []
  return (
    <div className="explain">
      <div className="explain-question">
        <QuestionBar />
        {reply && <VerdictChip answer={reply.answer} />}
        <span className="explain-actions">
          {reply && only && others.length === 0 && <FlowActions part={only} reply={reply} />}
          {explanation && reply && <CopyExplanation key={toKey(explanation)} question={explanation.question} />}
        </span>
      </div>
      {!question && <p className="quiet">Choose two ends and a port to see whether a connection may pass, and why.</p>}
      {explanation && outcome?.kind === 'unresolved' && (
        <ExplainUnresolved question={explanation.question} unresolved={outcome} />
      )}
      {explanation && reply && (
        <ExplainReply question={explanation.question} reply={reply} places={explanation.places} />
      )}
    </div>
  )
}

/** Another question or another answer is copied anew. */
function toKey({ question: { from, to, port, protocol }, outcome }: Explanation): string {
  return [from, to, port, protocol, outcome.kind === 'reply' ? outcome.answer : ''].join(' ')
}
