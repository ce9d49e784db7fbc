import type { Prepared } from '../../engine/prepare.ts'
import type { Expectation } from '../../model/expectation.ts'
import type { Work } from '../../model/work.ts'
import { type Judgement, judgeExpectation } from './judge-expectation.ts'

/** Judges expectations one after the other, so that it can be stopped between two. */
export function* judgingExpectations(
  prepared: Prepared,
  expectations: readonly Expectation[],
): Work<readonly Judgement[]> {
  const judgements: Judgement[] = []
  for (const [index, expectation] of expectations.entries()) {
    yield { doing: 'checking expectations', done: index / expectations.length }
    judgements.push(judgeExpectation(prepared, expectation))
  }
  return judgements
}
