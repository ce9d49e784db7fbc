import { type FlowFix, offerFlowFixes } from '../authoring/fix/fix-flows.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Question } from '../model/verdict.ts'
import type { Outcome } from '../questions/reply.ts'
import { flowKey } from './flow-key.ts'

/** Of so many parts of an answer fixes are found. */
const MOST_PARTS = 20

/** What can be done about the parts of an answer that are not allowed, by their {@link flowKey}. */
export function outcomeFixes(prepared: Prepared, outcome: Outcome): ReadonlyMap<string, readonly FlowFix[]> {
  if (outcome.kind !== 'reply') return new Map()
  const blocked = outcome.parts.flatMap((part) => (part.kind === 'judged' && part.answer !== 'allowed' ? [part] : []))
  return new Map(
    blocked.slice(0, MOST_PARTS).map(({ from, to, port, verdict }) => {
      const question: Question = { from, to, port, protocol: outcome.protocol }
      return [flowKey(question), offerFlowFixes(prepared, question, verdict)]
    }),
  )
}
