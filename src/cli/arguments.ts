import { parseArgs } from 'node:util'
import { SEVERITIES } from '../core/model/diagnostic.ts'
import { readText } from '../core/questions/read-text.ts'
import {
  isPort,
  type PortArgument,
  readChoice,
  readDate,
  readPort,
  readSettings,
  UsageError,
} from './argument-values.ts'
import type {
  CanCommand,
  Command,
  DiffCommand,
  LintCommand,
  ReachCommand,
  ReportCommand,
  TestCommand,
} from './command.ts'

const FORMAT_OPTION = { format: { type: 'string' } } as const
const EVALUATION_OPTIONS = {
  ...FORMAT_OPTION,
  cni: { type: 'string' },
  'pod-cidr': { type: 'string', multiple: true },
  implied: { type: 'boolean' },
} as const

const LINT_OPTIONS = {
  ...FORMAT_OPTION,
  cni: { type: 'string' },
  'pod-cidr': { type: 'string', multiple: true },
  level: { type: 'string' },
} as const

const DIFF_OPTIONS = { ...EVALUATION_OPTIONS, 'fail-on': { type: 'string' } } as const

const TEST_OPTIONS = { ...EVALUATION_OPTIONS, commands: { type: 'boolean' } } as const

const REPORT_OPTIONS = {
  cni: { type: 'string' },
  'pod-cidr': { type: 'string', multiple: true },
  before: { type: 'string' },
  expectations: { type: 'string', multiple: true },
  output: { type: 'string' },
  date: { type: 'string' },
} as const

/** Reads the arguments after `bulkhead`. Throws {@link UsageError}. */
export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args
  if (name === undefined) throw new UsageError('no command given')
  if (asksFor(args, '--help', '-h') || name === 'help') return { kind: 'help' }
  if (asksFor(args, '--version')) return { kind: 'version' }
  switch (name) {
    case 'reach':
      return readReach(rest)
    case 'can':
      return readCan(rest)
    case 'lint':
      return readLint(rest)
    case 'diff':
      return readDiff(rest)
    case 'test':
      return readTest(rest)
    case 'report':
      return readReport(rest)
    default:
      throw new UsageError(`unknown command ${JSON.stringify(name)}: expected reach, can, lint, diff, test or report`)
  }
}

/** Whether one of `flags` stands among the arguments before a `--`. */
function asksFor(args: readonly string[], ...flags: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).some((arg) => flags.includes(arg))
}

function readReach(args: readonly string[]): ReachCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: EVALUATION_OPTIONS, strict: true, allowPositionals: true }),
  )
  return {
    kind: 'reach',
    paths: somePaths(positionals),
    settings: readSettings(values),
    format: readChoice('format', ['text', 'json'], values.format ?? 'text'),
  }
}

function readCan(args: readonly string[]): CanCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: EVALUATION_OPTIONS, strict: true, allowPositionals: true }),
  )
  const [from, to, ...rest] = positionals
  if (from === undefined || to === undefined) throw new UsageError(CAN_NEEDS)
  const { paths, ...port } = readPortAndPaths(from, to, rest)
  return {
    kind: 'can',
    from,
    to,
    ...port,
    paths: somePaths(paths),
    settings: readSettings(values),
    format: readChoice('format', ['text', 'json'], values.format ?? 'text'),
  }
}

const CAN_NEEDS = 'can needs FROM, TO, PORT and at least one PATH; PORT may be in TO, as in db:5432'

/** An argument that reads as a port is the port, also when TO has one; otherwise TO must have it (QUE-3). */
function readPortAndPaths(
  from: string,
  to: string,
  rest: readonly string[],
): PortArgument & { readonly paths: readonly string[] } {
  const [first, ...paths] = rest
  const reading = readText(to)
  const isInText = reading.kind === 'end' && reading.port !== undefined
  const misplaced = [from, to].find((end) => /\.(ya?ml|json)$/i.test(end))
  if (misplaced !== undefined && !isInText && !isPort(first ?? ''))
    throw new UsageError(`${misplaced} stands where FROM or TO is expected: files come last`)
  if (first === undefined && !isInText) throw new UsageError(CAN_NEEDS)
  if (first === undefined || (isInText && !isPort(first))) return { paths: rest }
  return { ...readPort(first), paths }
}

function readLint(args: readonly string[]): LintCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: LINT_OPTIONS, strict: true, allowPositionals: true }),
  )
  return {
    kind: 'lint',
    paths: somePaths(positionals),
    settings: readSettings(values),
    level: readChoice('level', SEVERITIES, values.level ?? 'warning'),
    format: readChoice('format', ['text', 'json', 'sarif'], values.format ?? 'text'),
  }
}

function readDiff(args: readonly string[]): DiffCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: DIFF_OPTIONS, strict: true, allowPositionals: true }),
  )
  const [before, after, ...more] = positionals
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError('diff needs BEFORE and AFTER')
  const failOn = values['fail-on']
  return {
    kind: 'diff',
    before,
    after,
    settings: readSettings(values),
    format: readChoice('format', ['text', 'json', 'markdown'], values.format ?? 'text'),
    failsOnOpened: failOn !== undefined && readChoice('--fail-on', ['opened'], failOn) === 'opened',
  }
}

function readTest(args: readonly string[]): TestCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: TEST_OPTIONS, strict: true, allowPositionals: true }),
  )
  const [expectations, ...paths] = positionals
  if (expectations === undefined || paths.length === 0)
    throw new UsageError('test needs EXPECTATIONS and at least one PATH')
  if (expectations === '-' && paths.includes('-')) throw new UsageError('standard input can be read only once')
  return {
    kind: 'test',
    expectations,
    paths,
    settings: readSettings(values),
    format: readChoice('format', ['tap', 'junit', 'json'], values.format ?? 'tap'),
    commands: values.commands ?? false,
  }
}

function readReport(args: readonly string[]): ReportCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: REPORT_OPTIONS, strict: true, allowPositionals: true }),
  )
  const { before, output, date, expectations = [] } = values
  return {
    kind: 'report',
    paths: [...somePaths(positionals), ...expectations],
    settings: readSettings(values),
    ...(before !== undefined && { before }),
    ...(output !== undefined && { output }),
    ...(date !== undefined && { date: readDate(date) }),
  }
}

/** `parseArgs` is strict about unknown options; the first sentences of its messages are for people. */
function strictly<Result>(parse: () => Result): Result {
  try {
    return parse()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(message.replace(/\. .*$/s, ''))
  }
}

function somePaths(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) throw new UsageError('no PATH given: name files or folders, or - for standard input')
  return paths
}
