import { evaluateEnd } from '../engine/evaluate.ts'
import { memberAt } from '../engine/judge.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Direction } from '../model/policy.ts'
import type { EndVerdict, Question } from '../model/verdict.ts'
import type { Admitted } from './flow-table.ts'

export type OtherCause = Exclude<Admitted['kind'], 'rules'>

/** Why no policy judges an end that none isolates; by its place, because the other end makes no difference. */
export type WhyOpen = (direction: Direction, from: number, to: number) => OtherCause

export function createWhyOpen(prepared: Prepared): WhyOpen {
  const known = new Map<string, OtherCause>()
  return (direction, from, to) => {
    const key = `${direction} ${direction === 'egress' ? from : to}`
    const cause = known.get(key) ?? otherCause(evaluateEnd(prepared, anyQuestion(prepared, from, to), direction))
    known.set(key, cause)
    return cause
  }
}

function anyQuestion(prepared: Prepared, from: number, to: number): Question {
  const [source, target] = [from, to].map((place) => memberAt(prepared, place).endpoint.id)
  return { from: source ?? '', to: target ?? '', protocol: 'TCP', port: 1 }
}

/** What lets a flow pass at one end, or may, that no rule admits. */
export function otherCause({ causes }: EndVerdict): OtherCause {
  for (const { kind } of causes) if (kind !== 'policy') return kind
  // Policies that isolate it and do not admit, and still it may pass: they may not select it (END-2c).
  return 'perhaps-not-isolated'
}
