import { probeCommands } from '../core/checks/expectations/probe-commands.ts'
import { finish } from '../core/model/work.ts'
import { type CheckedExpectation, checkingEntries } from '../core/workspace/check-expectations.ts'
import type { TestCommand } from './command.ts'
import { complain, load } from './load.ts'
import { loadExpectations } from './load-expectations.ts'
import { problemLine } from './problem-line.ts'
import type { Surroundings } from './surroundings.ts'
import { testJson } from './test-json.ts'
import { testJunit } from './test-junit.ts'
import { testTap } from './test-tap.ts'

const EXIT_FAILED = 1
const EXIT_UNUSABLE = 2

/** Judges a file of expectations against manifests, and prints what came of it. */
export async function test(command: TestCommand, { readStdin, out, err }: Surroundings): Promise<number> {
  const expected = await loadExpectations(command.expectations, readStdin)
  for (const failure of expected.failures) await err.write(`${failure}\n`)
  for (const problem of expected.problems) await err.write(`${problemLine(problem)}\n`)
  const loaded = await load(command.paths, command.settings, readStdin)
  await complain(loaded, err)
  if (expected.failures.length > 0 || expected.files === 0 || loaded.empty) return EXIT_UNUSABLE
  const { rows } = finish(checkingEntries(loaded.analysis, expected))
  if (command.commands) await out.write(commandLines(loaded.analysis.prepared, rows))
  else await out.write({ tap: testTap, junit: testJunit, json: testJson }[command.format](rows))
  if (expected.problems.some(({ diagnostic }) => diagnostic.severity === 'error')) return EXIT_UNUSABLE
  return rows.every(({ state }) => state === 'pass') ? 0 : EXIT_FAILED
}

/** A comment that says what is expected, and the lines to try it with. */
function commandLines(prepared: Parameters<typeof probeCommands>[0], rows: readonly CheckedExpectation[]): string {
  const blocks = rows.flatMap(({ name, flow, expectation, words }) => {
    if (!expectation) return []
    const commands = probeCommands(prepared, expectation)
    const verb = expectation.expected === 'allowed' ? 'must connect' : 'must not connect'
    return [`# ${name}: ${flow} ${verb}`.replace(/\s+/g, ' '), ...(commands.length > 0 ? commands : [`# ${words}`]), '']
  })
  return blocks.join('\n')
}
