import type { CheckedExpectation } from '../core/workspace/check-expectations.ts'
import { explainRow } from './test-words.ts'

/** TAP 14: a line for each expectation, and below one that does not pass a YAML block with the reasons. */
export function testTap(rows: readonly CheckedExpectation[]): string {
  const lines = rows.flatMap((row, index) => [
    `${row.state === 'pass' ? 'ok' : 'not ok'} ${index + 1} - ${description(row.name)}`,
    ...(row.state === 'pass' ? [] : diagnosticBlock(row)),
  ])
  return `${['TAP version 14', `1..${rows.length}`, ...lines].join('\n')}\n`
}

/** On one line; `#` would begin a directive. */
function description(name: string): string {
  return name.replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ')
}

function diagnosticBlock(row: CheckedExpectation): readonly string[] {
  const place = row.location ? [`at: ${quote(`${row.location.file}:${row.location.line}`)}`] : []
  const explained = explainRow(row).map((line) => `  - ${quote(line)}`)
  const block = [
    '---',
    `state: ${row.state}`,
    `message: ${quote(row.words)}`,
    ...place,
    'explanation:',
    ...explained,
    '...',
  ]
  return block.map((line) => `  ${line}`)
}

/** JSON strings are YAML strings, apart from what YAML takes for a line break or for nothing printable. */
function quote(text: string): string {
  const toEscape = (found: string) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, toEscape)
}
