import { ANSWER_WORDS } from '../core/sentences/cause-words.ts'
import type { CheckedExpectation } from '../core/workspace/check-expectations.ts'

/** Why an expectation came out as it did, a line each: what is expected, the connections, what would help. */
export function explainRow({ flow, expectation, words, reasons, fixes }: CheckedExpectation): readonly string[] {
  return [
    expectation ? `expected ${expectation.expected}: ${flow}; ${words}` : words,
    ...reasons.flatMap(({ title, answer, lines }) => [
      `${ANSWER_WORDS[answer].toLowerCase()}: ${title}`,
      ...lines.map((line) => `  ${line.words}${line.location ? ` (${line.location.file}:${line.location.line})` : ''}`),
    ]),
    ...fixes.map(({ title }) => `would help: ${title}`),
  ]
}
