import type { CheckedExpectation } from '../core/workspace/check-expectations.ts'
import { explainRow } from './test-words.ts'

/** JUnit XML: a test case for each expectation; undecided ones fail, those about nothing are errors. */
export function testJunit(rows: readonly CheckedExpectation[]): string {
  const errors = rows.filter(({ state }) => state === 'error').length
  const failures = rows.filter(({ state }) => state !== 'pass' && state !== 'error').length
  const counts = `tests="${rows.length}" failures="${failures}" errors="${errors}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="bulkhead" ${counts}>`,
    `  <testsuite name="expectations" ${counts} skipped="0" time="0">`,
    ...rows.flatMap(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function testCase(row: CheckedExpectation): readonly string[] {
  const { name, state, words, location } = row
  const place = location ? ` file="${escapeXml(location.file)}" line="${location.line}"` : ''
  const head = `    <testcase name="${escapeXml(name)}" classname="expectations"${place} time="0"`
  if (state === 'pass') return [`${head}/>`]
  const kind = state === 'error' ? 'error' : 'failure'
  const reasons = escapeXml(explainRow(row).join('\n'), true)
  return [
    `${head}>`,
    `      <${kind} type="${state}" message="${escapeXml(words)}">${reasons}</${kind}>`,
    '    </testcase>',
  ]
}

/** Text of an attribute or element; what XML cannot hold at all is left out. */
function escapeXml(text: string, keepsLines = false): string {
  const clean = Array.from(text).filter(isXmlCharacter).join('')
  const escaped = clean.replace(/[<>&"']/g, (found) => ENTITIES[found] ?? found)
  return keepsLines ? escaped : escaped.replace(/[\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
}

function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && !(0xd800 <= code && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff)
  )
}
