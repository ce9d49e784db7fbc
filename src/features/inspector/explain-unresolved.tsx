import type { Question } from '../../core/model/verdict.ts'
import type { Unresolved } from '../../core/questions/reply.ts'
import { useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'

/** Why a question has no answer, and the texts it may have meant. */
export function ExplainUnresolved({ question, unresolved }: { question: Question; unresolved: Unresolved }) {
  const { ask } = useAppActions()
  const { end, words, candidates } = unresolved
  return (
    <div className="explain-unresolved">
      <p>
        {words}
        {candidates.length > 0 && ':'}
      </p>
      {candidates.length > 0 && (
        <ul className="chips" aria-label="What it may mean">
          {candidates.map((candidate) => (
            <li key={candidate}>
              <Button onClick={() => ask({ ...question, [end]: candidate })}>{candidate}</Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
