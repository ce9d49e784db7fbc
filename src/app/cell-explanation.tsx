import { ExplainReply } from '../features/inspector/explain-reply.tsx'
import { ExplainUnresolved } from '../features/inspector/explain-unresolved.tsx'
import type { Explanation } from '../worker/protocol.ts'
import '../features/inspector/inspector.css'

/** The reasons of a cell of the matrix, in the words of the panel that explains. */
export function CellExplanation({ explanation: { question, outcome, places } }: { explanation: Explanation }) {
  return (
    <div className="explain">
      {outcome.kind === 'reply' ? (
        <ExplainReply question={question} reply={outcome} places={places} />
      ) : (
        <ExplainUnresolved question={question} unresolved={outcome} />
      )}
    </div>
  )
}
