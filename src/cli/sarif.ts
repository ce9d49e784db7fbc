import type { Log, ReportingDescriptor, Result } from 'sarif'
import { LINT_RULES } from '../core/checks/lint/lint-rules.ts'
import { READING_RULES } from '../core/checks/lint/reading-rules.ts'
import type { Severity } from '../core/model/diagnostic.ts'
import type { LintProblem, LintResult } from '../core/workspace/lint-problems.ts'

const LEVELS: Readonly<Record<Severity, Result.level>> = { error: 'error', warning: 'warning', info: 'note' }

/** SARIF 2.1.0, as code hosts show findings on the lines; what comments silence is there, and said to be silenced. */
export function toSarif({ problems, silenced }: LintResult, version: string): Log {
  const results = [
    ...problems.map(toResult),
    ...silenced.map(({ problem, reason }): Result => {
      return {
        ...toResult(problem),
        suppressions: [{ kind: 'inSource', ...(reason ? { justification: reason } : {}) }],
      }
    }),
  ]
  return {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'Bulkhead', version, rules: describeRules(results) } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
}

/** What has no rule of lint is called by its number in the semantics. */
function toResult({ diagnostic, location }: LintProblem): Result {
  const { rule, code, severity, message, field } = diagnostic
  const { file, line, column } = location
  return {
    ruleId: rule ?? code,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(file) },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    properties: { code, ...(field === undefined ? {} : { field }) },
  }
}

/** Files are named as they were given: relative to where the command ran, as a rule. */
function toUri(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
}

/** The rules that found something, each once. */
function describeRules(results: readonly Result[]): ReportingDescriptor[] {
  const found = new Set(results.map(({ ruleId }) => ruleId))
  return [...READING_RULES, ...LINT_RULES]
    .filter(({ id }) => found.has(id))
    .map((rule) => ({
      id: rule.id,
      shortDescription: { text: rule.title },
      fullDescription: { text: rule.why },
      ...('severity' in rule ? { defaultConfiguration: { level: LEVELS[rule.severity] } } : {}),
    }))
}
