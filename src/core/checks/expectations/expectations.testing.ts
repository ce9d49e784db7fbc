import type { Prepared } from '../../engine/prepare.ts'
import { readDocument } from '../../manifest/read-document.ts'
import type { Expectation } from '../../model/expectation.ts'
import { type Judgement, judgeExpectation } from './judge-expectation.ts'
import { type ExpectationsRead, readExpectations } from './read-expectations.ts'

/** What is read from one file. */
export function readText(text: string, name = 'expectations.yaml'): ExpectationsRead {
  return readExpectations(readDocument([{ name, text }]))
}

/** The expectations of a text that has no fault. */
export function expectationsOf(text: string): readonly Expectation[] {
  const { entries, diagnostics } = readText(text)
  const faults = diagnostics.filter(({ severity }) => severity === 'error')
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'))
  return entries.flatMap(({ expectation }) => expectation ?? [])
}

/** What came of the first expectation of a text. */
export function judgeText(prepared: Prepared, text: string): Judgement {
  const [expectation] = expectationsOf(text)
  if (!expectation) throw new Error('nothing is expected')
  return judgeExpectation(prepared, expectation)
}
