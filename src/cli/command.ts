import type { Severity } from '../core/model/diagnostic.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import type { Protocol } from '../core/net/ports.ts'

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
  readonly format: 'tap' | 'junit' | 'json'
  /** Prints what to type to try them by hand, instead of judging. */
  readonly commands: boolean
}

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
