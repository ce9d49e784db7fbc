import { parseArgs } from 'node:util'
import { CNI_PROFILES, type CniProfile, findProfile } from '../core/model/cni-profiles.ts'
import { SEVERITIES, type Severity } from '../core/model/diagnostic.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import { toAddressSet } from '../core/net/address.ts'
import { readCidr } from '../core/net/cidr.ts'
import { PROTOCOLS, type Protocol } from '../core/net/ports.ts'
import { readText } from '../core/questions/read-text.ts'

export type Format = 'text' | 'json'

export interface ReachCommand {
  readonly kind: 'reach'
  readonly paths: readonly string[]
  readonly settings: EngineSettings
  readonly format: Format
}

export interface CanCommand {
  readonly kind: 'can'
  readonly from: string
  readonly to: string
  /** Absent when TO holds the port. */
  readonly port?: number
  /** Absent when nothing is said: what TO says, else TCP. */
  readonly protocol?: Protocol
  readonly paths: readonly string[]
  readonly settings: EngineSettings
  readonly format: Format
}

export interface LintCommand {
  readonly kind: 'lint'
  readonly paths: readonly string[]
  readonly settings: EngineSettings
  /** Less severe problems are counted only. */
  readonly level: Severity
  readonly format: Format | 'sarif'
}

export interface DiffCommand {
  readonly kind: 'diff'
  /** A file or a folder each. */
  readonly before: string
  readonly after: string
  readonly settings: EngineSettings
  readonly format: Format | 'markdown'
  /** Whether a flow that opens makes the run fail. */
  readonly failsOnOpened: boolean
}

export interface TestCommand {
  readonly kind: 'test'
  /** A file of expectations, or a folder of such. */
  readonly expectations: string
  readonly paths: readonly string[]
  readonly settings: EngineSettings
  readonly format: (typeof TEST_FORMATS)[number]
  /** Prints what to type to try them by hand, instead of judging. */
  readonly commands: boolean
}

const TEST_FORMATS = ['tap', 'junit', 'json'] as const

export interface ReportCommand {
  readonly kind: 'report'
  readonly paths: readonly string[]
  /** A file or a folder; absent: nothing is compared. */
  readonly before?: string
  readonly settings: EngineSettings
  /** Absent: standard output, without the picture. */
  readonly output?: string
  /** What stands as the date of every file; absent: when each was changed last. */
  readonly date?: Date
}

export type Command =
  | ReachCommand
  | CanCommand
  | LintCommand
  | DiffCommand
  | TestCommand
  | ReportCommand
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }

/** Arguments nobody can act on: `message` says which and why. */
export class UsageError extends Error {}

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

interface OptionValues {
  readonly format?: string | undefined
  readonly cni?: string | undefined
  readonly 'pod-cidr'?: readonly string[] | undefined
  readonly implied?: boolean | undefined
}

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
    format: readFormat(values.format),
  }
}

function readCan(args: readonly string[]): CanCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: EVALUATION_OPTIONS, strict: true, allowPositionals: true }),
  )
  const [from, to, ...rest] = positionals
  if (from === undefined || to === undefined) throw new UsageError(CAN_NEEDS)
  const { paths, ...port } = readPortAndPaths(to, rest)
  return {
    kind: 'can',
    from,
    to,
    ...port,
    paths: somePaths(paths),
    settings: readSettings(values),
    format: readFormat(values.format),
  }
}

const CAN_NEEDS = 'can needs FROM, TO, PORT and at least one PATH; PORT may be in TO, as in db:5432'

/** An argument that reads as a port is the port, also when TO has one; otherwise TO must have it (QUE-3). */
function readPortAndPaths(to: string, rest: readonly string[]): PortArgument & { readonly paths: readonly string[] } {
  const [first, ...paths] = rest
  const reading = readText(to)
  const isInText = reading.kind === 'end' && reading.port !== undefined
  if (first === undefined && !isInText) throw new UsageError(CAN_NEEDS)
  if (first === undefined || (isInText && !isPort(first))) return { paths: rest }
  return { ...readPort(first), paths }
}

interface PortArgument {
  readonly port?: number
  readonly protocol?: Protocol
}

function isPort(text: string): boolean {
  const [digits = '', word, ...more] = text.split('/')
  const isProtocol = word === undefined || PROTOCOLS.some((known) => known === word.toUpperCase())
  return /^\d{1,5}$/.test(digits) && isProtocol && more.length === 0
}

function readLint(args: readonly string[]): LintCommand {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: LINT_OPTIONS, strict: true, allowPositionals: true }),
  )
  return {
    kind: 'lint',
    paths: somePaths(positionals),
    settings: readSettings(values),
    level: readLevel(values.level),
    format: values.format === 'sarif' ? 'sarif' : readFormat(values.format),
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
  if (failOn !== undefined && failOn !== 'opened')
    throw new UsageError(`unknown --fail-on ${JSON.stringify(failOn)}: expected opened`)
  return {
    kind: 'diff',
    before,
    after,
    settings: readSettings(values),
    format: values.format === 'markdown' ? 'markdown' : readFormat(values.format),
    failsOnOpened: failOn === 'opened',
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
    format: readTestFormat(values.format),
    commands: values.commands ?? false,
  }
}

function readTestFormat(format = 'tap'): TestCommand['format'] {
  const found = TEST_FORMATS.find((known) => known === format)
  if (found) return found
  throw new UsageError(`unknown format ${JSON.stringify(format)}: expected ${TEST_FORMATS.join(', ')}`)
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

/** `2026-11-28`, or with a time: `2026-11-28T12:00:00Z`. */
function readDate(text: string): Date {
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
  const date = new Date(text)
  if (isDate && !Number.isNaN(date.getTime())) return date
  throw new UsageError(`${JSON.stringify(text)} is not a date: expected 2026-11-28 or 2026-11-28T12:00:00Z`)
}

function readLevel(level = 'warning'): Severity {
  const found = SEVERITIES.find((severity) => severity === level)
  if (found) return found
  throw new UsageError(`unknown level ${JSON.stringify(level)}: expected ${SEVERITIES.join(', ')}`)
}

/** `parseArgs` is strict about unknown options; its messages are for people. */
function strictly<Result>(parse: () => Result): Result {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function somePaths(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) throw new UsageError('no PATH given: name files or folders, or - for standard input')
  return paths
}

function readFormat(format: string | undefined): Format {
  if (format === undefined || format === 'text' || format === 'json') return format ?? 'text'
  throw new UsageError(`unknown format ${JSON.stringify(format)}: expected text or json`)
}

function readPort(text: string): PortArgument {
  const [digits = '', word, ...more] = text.split('/')
  const protocol = PROTOCOLS.find((known) => known === word?.toUpperCase())
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0
  if (port < 1 || port > 65535 || more.length > 0)
    throw new UsageError(
      `${JSON.stringify(text)} is not a port: expected a number from 1 to 65535, as in 8080 or 53/UDP, or one in TO, as in db:5432`,
    )
  if (word !== undefined && !protocol)
    throw new UsageError(`unknown protocol ${JSON.stringify(word)}: expected TCP, UDP or SCTP`)
  return protocol ? { port, protocol } : { port }
}

function readSettings(values: OptionValues): EngineSettings {
  const podRanges = readPodRanges(values['pod-cidr'] ?? [])
  return { cni: readProfile(values.cni), implied: values.implied ?? false, ...(podRanges && { podRanges }) }
}

function readProfile(name = 'upstream'): CniProfile {
  const profile = findProfile(name)
  if (profile) return profile
  throw new UsageError(
    `unknown CNI profile ${JSON.stringify(name)}: expected ${CNI_PROFILES.join(', ')} or none (flannel)`,
  )
}

function readPodRanges(cidrs: readonly string[]): EngineSettings['podRanges'] {
  if (cidrs.length === 0) return undefined
  if (cidrs.includes('any')) return 'any'
  return toAddressSet(cidrs.map(readRange))
}

function readRange(cidr: string) {
  const reading = readCidr(cidr)
  if (reading.kind === 'invalid')
    throw new UsageError(`--pod-cidr ${JSON.stringify(cidr)} is not an address block: ${reading.reason}`)
  return reading.range
}
