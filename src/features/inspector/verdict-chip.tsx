import type { Answer } from '../../core/model/verdict.ts'
import { ANSWER_SIGNS, ANSWER_WORDS, SIGNS } from '../../core/sentences/cause-words.ts'

/** The answer to the question, announced when it changes. */
export function VerdictChip({ answer }: { answer: Answer }) {
  return (
    <output className={`verdict verdict-${answer}`}>
      <span aria-hidden>{SIGNS[ANSWER_SIGNS[answer]]}</span> {ANSWER_WORDS[answer]}
    </output>
  )
}
