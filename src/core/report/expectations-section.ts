import { judgeExpectation } from '../checks/expectations/judge-expectation.ts'
import type { ReadExpectation } from '../checks/expectations/read-expectations.ts'
import type { Prepared } from '../engine/prepare.ts'
import { toMarkdown } from '../model/table-text.ts'
import type { Work } from '../model/work.ts'
import type { Analysis } from '../workspace/analyse.ts'
import { locationOf } from '../workspace/locations.ts'

/** What is expected of flows and whether it holds; nothing where nobody wrote any expectation. */
export function* writingExpectations({ expectations, prepared, reading }: Analysis): Work<readonly string[]> {
  if (expectations.length === 0) return []
  const rows: (readonly string[])[] = []
  for (const read of expectations) {
    yield { doing: 'checking expectations', done: rows.length / expectations.length }
    const { state, words } = judge(prepared, read)
    const place = locationOf(reading, read.path)
    rows.push([state, read.name ?? '(no name)', words, place ? `${place.file}:${place.line}` : ''])
  }
  const passed = rows.filter(([state]) => state === 'pass').length
  return [
    '## Expectations',
    '',
    `${passed} of ${rows.length} hold.`,
    '',
    toMarkdown([['state', 'expectation', 'what came of it', 'place'], ...rows]),
  ]
}

/** One that is not valid is about nothing. */
function judge(
  prepared: Prepared,
  { expectation }: ReadExpectation,
): { readonly state: string; readonly words: string } {
  return expectation ? judgeExpectation(prepared, expectation) : { state: 'error', words: 'it is not valid' }
}
