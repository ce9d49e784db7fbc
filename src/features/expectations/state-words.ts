import type { ExpectationState } from '../../core/checks/expectations/judge-expectation.ts'
import type { CheckedExpectation } from '../../core/workspace/check-expectations.ts'

/** A sign beside the word, because colour is never the only sign. */
export const STATE_SIGNS: Readonly<Record<ExpectationState, string>> = {
  pass: '✓',
  fail: '✕',
  mixed: '✕',
  depends: '?',
  error: '!',
}

export const STATE_WORDS: Readonly<Record<ExpectationState, string>> = {
  pass: 'holds',
  fail: 'fails',
  mixed: 'mixed',
  depends: 'depends',
  error: 'error',
}

/** "3 hold, 1 fails, 1 depends." */
export function sayCounts(rows: readonly CheckedExpectation[]): string {
  const count = (...states: readonly ExpectationState[]) => rows.filter(({ state }) => states.includes(state)).length
  const parts = [
    say(count('fail', 'mixed'), 'fails', 'fail'),
    say(count('error'), 'error', 'errors'),
    say(count('depends'), 'depends', 'depend'),
    say(count('pass'), 'holds', 'hold'),
  ]
  return `${parts.flat().join(', ')}.`
}

function say(count: number, one: string, more: string): readonly string[] {
  return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : more}`]
}
