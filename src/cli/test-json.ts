import type { CheckedExpectation } from '../core/workspace/check-expectations.ts'

/** `{"expectations":[…]}`, one object each, with the reasons. */
export function testJson(rows: readonly CheckedExpectation[]): string {
  const expectations = rows.map(({ name, state, words, flow, expectation, location, reasons, fixes }) => ({
    name,
    state,
    words,
    flow,
    ...(expectation ? { expected: expectation.expected } : {}),
    ...(location ? { file: location.file, line: location.line, column: location.column } : {}),
    reasons: reasons.map(({ title, answer, lines }) => ({
      connection: title,
      answer,
      lines: lines.map((line) => ({
        words: line.words,
        ...(line.location ? { file: line.location.file, line: line.location.line } : {}),
      })),
    })),
    fixes: fixes.map(({ title }) => title),
  }))
  return `${JSON.stringify({ expectations })}\n`
}
