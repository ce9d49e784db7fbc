import { evaluate } from '../engine/evaluate.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Question } from '../model/verdict.ts'
import type { Doubt, JudgedPart } from './reply.ts'

/** One pair of endpoints. A doubt leaves open what the policies allow; with what they deny it changes nothing. */
export function judgePair(prepared: Prepared, question: Question, doubt?: Doubt): JudgedPart {
  const verdict = evaluate(prepared, question)
  const { from, to, port } = question
  const answer = doubt && verdict.answer !== 'denied' ? 'depends' : verdict.answer
  return { kind: 'judged', from, to, port, answer, verdict, ...(doubt ? { doubt } : {}) }
}
