import type { TextFile } from '../core/model/edit.ts'
import { field, type JsonObject, type JsonValue } from '../core/model/json.ts'
import { countKinds } from '../core/model/policy-kinds.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import { type Analysis, analyse, invalidPolicies, resourcesOf } from '../core/workspace/analyse.ts'
import { locationOf, toProblems } from '../core/workspace/locations.ts'
import type { Problem } from '../core/workspace/snapshot.ts'
import type { Output } from './output.ts'
import { problemLine } from './problem-line.ts'
import { readSources } from './sources.ts'

/** The named files, read and made ready for questions. */
export interface Loaded {
  readonly analysis: Analysis
  readonly problems: readonly Problem[]
  /** One sentence per path that could not be read. */
  readonly failures: readonly string[]
  /** Nothing came out of all the paths together. */
  readonly empty: boolean
}

export async function load(
  paths: readonly string[],
  settings: EngineSettings,
  readStdin: () => Promise<Uint8Array>,
): Promise<Loaded> {
  const { files, failures } = await readSources(paths, readStdin)
  return toLoaded(files, failures, analyse(files, settings))
}

export function toLoaded(files: readonly TextFile[], failures: readonly string[], analysis: Analysis): Loaded {
  const problems = toProblems(analysis.reading, analysis.diagnostics)
  const isVain = () => files.every(({ text }) => isBlank(text)) || problems.some(isUnreadable)
  return { analysis, problems, failures, empty: resourcesOf(analysis.reading).length === 0 && isVain() }
}

/** Nothing but comments and document marks. An empty `List` is not blank: it is the answer of an empty cluster. */
function isBlank(text: string): boolean {
  return text.split(/\r\n?|\n/).every((line) => /^\s*(#.*|---.*|\.\.\.\s*)?$/.test(line))
}

/** Broken, or no Kubernetes object at all (YML-7). */
function isUnreadable({ diagnostic }: Problem): boolean {
  return diagnostic.severity === 'error' || diagnostic.code === 'YML-7'
}

/**
 * What a person must know before trusting a verdict over these files, for standard error: paths and errors that left
 * something out, policies that are therefore not in force, kinds that are not evaluated.
 */
function* complaints({ analysis, problems, failures, empty }: Loaded): Generator<string> {
  yield* failures
  const errors = problems.filter(({ diagnostic }) => diagnostic.severity === 'error')
  const warnings = problems.filter(({ diagnostic }) => diagnostic.severity === 'warning').length
  for (const problem of errors) yield problemLine(problem)
  for (const { path, value } of invalidPolicies(analysis)) {
    const place = locationOf(analysis.reading, path)
    yield `${place ? `${place.file}:${place.line}: ` : ''}policy ${policyName(value)} is invalid and not in force`
  }
  for (const words of countKinds(analysis.cluster.notEvaluated)) yield `without ${words}: not evaluated`
  if (analysis.prepared.settings.cni === 'flannel')
    yield 'flannel stores policies without effect: everything is allowed'
  if (warnings > 0) yield `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}: see bulkhead lint`
  if (empty) yield 'nothing could be read'
}

/** Says the {@link complaints} of what was loaded. */
export async function complain(loaded: Loaded, err: Output): Promise<void> {
  for (const line of complaints(loaded)) await err.write(`${line}\n`)
}

function policyName(value: JsonObject): string {
  const metadata = field(value, 'metadata')
  const name = field(metadata, 'name') ?? field(metadata, 'generateName') ?? '(no name)'
  return `${asText(field(metadata, 'namespace') ?? 'default')}/${asText(name)}`
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
