import { SEVERITIES, type Severity } from '../model/diagnostic.ts'
import type { FileSummary, Problem } from './snapshot.ts'

/** Which problems somebody wants to see. */
export interface ProblemFilter {
  readonly hidden: ReadonlySet<Severity>
  /** Only of this file; null for all. */
  readonly file: string | null
  /** Words that the message, the rule, the field or the file must hold, in any order. */
  readonly text: string
}

export const ALL_PROBLEMS: ProblemFilter = { hidden: new Set(), file: null, text: '' }

/** The problems that pass a filter, in their order. */
export function filterProblems(
  problems: readonly Problem[],
  { hidden, file, text }: ProblemFilter,
): readonly Problem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return problems.filter(({ diagnostic, location }) => {
    if (hidden.has(diagnostic.severity) || (file !== null && location.file !== file)) return false
    const { message, code, field = '' } = diagnostic
    const said = `${message} ${code} ${field} ${location.file}:${location.line}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

/** How many problems of each severity there are in all, those that are not listed included. */
export function countSeverities(files: readonly FileSummary[], total: number): Readonly<Record<Severity, number>> {
  const error = files.reduce((sum, { errors }) => sum + errors, 0)
  const warning = files.reduce((sum, { warnings }) => sum + warnings, 0)
  return { error, warning, info: Math.max(0, total - error - warning) }
}

/** The files that have problems, in the order of the document. */
export function filesOfProblems(problems: readonly Problem[], files: readonly FileSummary[]): readonly string[] {
  const found = new Set(problems.map(({ location }) => location.file))
  return files.flatMap(({ name }) => (found.has(name) ? [name] : []))
}

/** Every severity, worst first, with its count; those that do not occur are left out. */
export function occurring(counts: Readonly<Record<Severity, number>>): readonly Severity[] {
  return SEVERITIES.filter((severity) => counts[severity] > 0)
}
