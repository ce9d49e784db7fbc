import { assertNever } from '../core/model/assert-never.ts'
import type { Answer } from '../core/model/verdict.ts'
import { finish } from '../core/model/work.ts'
import { ask } from '../core/questions/ask.ts'
import { reviewMarkdown } from '../core/report/review-markdown.ts'
import { lintingDocument } from '../core/workspace/lint-problems.ts'
import { locationOf } from '../core/workspace/locations.ts'
import { review } from '../core/workspace/review.ts'
import { UsageError } from './argument-values.ts'
import { readCommand } from './arguments.ts'
import { canJson } from './can-json.ts'
import { canText } from './can-text.ts'
import type { CanCommand, Command, DiffCommand, LintCommand, ReachCommand } from './command.ts'
import { diffJson, diffText } from './diff.ts'
import { writeLintJson, writeLintText } from './lint.ts'
import { complain, type Loaded, load } from './load.ts'
import { writeReachJson, writeReachText } from './reach.ts'
import { report } from './report.ts'
import { toSarif } from './sarif.ts'
import type { Surroundings } from './surroundings.ts'
import { test } from './test-command.ts'
import { USAGE, usageOf } from './usage.ts'

const EXIT_UNUSABLE = 2
const EXIT_OF_ANSWER: Readonly<Record<Answer, number>> = { allowed: 0, denied: 1, depends: 3 }

/** Runs one command line (the arguments after `bulkhead`) and returns its exit code. */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const code = await runCommand(args, around)
  await around.out.flush()
  await around.err.flush()
  return code
}

async function runCommand(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    return await dispatch(readCommand(args), around)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    await around.err.write(`bulkhead: ${error.message}\n\n${usageOf(args[0])}`)
    return EXIT_UNUSABLE
  }
}

async function dispatch(command: Command, around: Surroundings): Promise<number> {
  switch (command.kind) {
    case 'help':
      await around.out.write(USAGE)
      return 0
    case 'version':
      await around.out.write(`bulkhead ${around.version}\n`)
      return 0
    case 'reach':
      return reach(command, around)
    case 'can':
      return can(command, around)
    case 'lint':
      return lint(command, around)
    case 'diff':
      return diff(command, around)
    case 'test':
      return test(command, around)
    case 'report':
      return report(command, around)
    default:
      return assertNever(command)
  }
}

async function reach({ paths, settings, format }: ReachCommand, around: Surroundings): Promise<number> {
  const loaded = await load(paths, settings, around.readStdin)
  await complain(loaded, around.err)
  if (loaded.empty) return EXIT_UNUSABLE
  await (format === 'json' ? writeReachJson : writeReachText)(loaded.analysis, around.out)
  return 0
}

async function can(command: CanCommand, around: Surroundings): Promise<number> {
  const loaded = await load(command.paths, command.settings, around.readStdin)
  await complain(loaded, around.err)
  if (loaded.empty) return EXIT_UNUSABLE
  const { prepared, reading } = loaded.analysis
  const reply = ask(prepared, command)
  if (reply.kind === 'unresolved') {
    await around.err.write([reply.words, ...reply.candidates.map((id) => `  ${id}`), ''].join('\n'))
    return EXIT_UNUSABLE
  }
  const write = command.format === 'json' ? canJson : canText
  await around.out.write(write(reply, (path) => locationOf(reading, path)))
  return EXIT_OF_ANSWER[reply.answer]
}

/** Paths that cannot be read count as errors: a lint that skips files in silence passes what it never saw. */
async function lint({ paths, settings, level, format }: LintCommand, around: Surroundings): Promise<number> {
  const { failures, analysis } = await load(paths, settings, around.readStdin)
  for (const failure of failures) await around.err.write(`${failure}\n`)
  const { files } = analysis.reading
  if (files.length === 0) return EXIT_UNUSABLE
  const found = finish(lintingDocument(analysis, files))
  const { problems } = found
  if (format === 'sarif') await around.out.write(`${JSON.stringify(toSarif(found, around.version), null, 2)}\n`)
  else await (format === 'json' ? writeLintJson : writeLintText)(found, level, around.out)
  return failures.length > 0 || problems.some(({ diagnostic }) => diagnostic.severity === 'error') ? 1 : 0
}

async function diff(command: DiffCommand, around: Surroundings): Promise<number> {
  const { settings, format, failsOnOpened } = command
  const loaded = await Promise.all(
    [command.before, command.after].map((path) => load([path], settings, around.readStdin)),
  )
  for (const side of loaded) await complain(side, around.err)
  const [before, after] = loaded
  if (!before || !after || before.empty || after.empty) return EXIT_UNUSABLE
  const found = review(before.analysis.prepared, after.analysis.prepared)
  const write = { text: diffText, json: diffJson, markdown: reviewMarkdown }[format]
  await around.out.write(write(found))
  // What could not be read is not in force on its side: it may hide what opens.
  const isBroken = loaded.some(({ problems, failures }) => failures.length > 0 || problems.some(isError))
  return failsOnOpened && (found.opens || isBroken) ? 1 : 0
}

function isError({ diagnostic }: Loaded['problems'][number]): boolean {
  return diagnostic.severity === 'error'
}
