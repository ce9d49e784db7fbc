import { evaluate } from '../engine/evaluate.ts'
import type { Prepared } from '../engine/prepare.ts'
import { flowBetween } from '../engine/reachability.ts'
import type { Answer, Question } from '../model/verdict.ts'
import { containsPort } from '../net/ports.ts'
import type { Doubt, JudgedPart } from './reply.ts'

/** One pair of endpoints. A doubt leaves open what the policies allow; with what they deny it changes nothing. */
export function judgePair(prepared: Prepared, question: Question, doubt?: Doubt): JudgedPart {
  const verdict = evaluate(prepared, question)
  const { from, to, port } = question
  const answer = doubt && verdict.answer !== 'denied' ? 'depends' : verdict.answer
  return { kind: 'judged', from, to, port, answer, verdict, ...(doubt ? { doubt } : {}) }
}

/** The answer alone, without its reasons: for questions that are only counted. */
export function answerPair(prepared: Prepared, { from, to, protocol, port }: Question): Answer {
  const { allowed, depends } = flowBetween(prepared, from, to)
  if (containsPort(allowed[protocol] ?? [], port)) return 'allowed'
  return containsPort(depends[protocol] ?? [], port) ? 'depends' : 'denied'
}
