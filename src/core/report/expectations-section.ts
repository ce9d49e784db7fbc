import { toMarkdown } from '../model/table-text.ts'
import type { Work } from '../model/work.ts'
import type { Analysis } from '../workspace/analyse.ts'
import { type CheckedExpectation, checkingExpectations } from '../workspace/check-expectations.ts'

/** What is expected of flows and whether it holds; nothing where nobody wrote any expectation. */
export function* writingExpectations(analysis: Analysis): Work<readonly string[]> {
  const { rows } = yield* checkingExpectations(analysis, 0)
  if (rows.length === 0) return []
  const held = rows.filter(({ state }) => state === 'pass').length
  return ['## Expectations', '', `${held} of ${rows.length} hold.`, '', toMarkdown([HEAD, ...rows.map(toRow)])]
}

const HEAD = ['state', 'expectation', 'expected', 'what came of it', 'place']

function toRow({ state, name, flow, expectation, words, location }: CheckedExpectation): readonly string[] {
  const expected = expectation ? `${expectation.expected}: ${flow}` : flow
  return [state, name, expected, words, location ? `${location.file}:${location.line}` : '']
}
