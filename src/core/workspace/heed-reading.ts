import { findIgnores, type Heeded, heedIgnores, type Ignore } from '../checks/lint/ignore.ts'
import type { LintId } from '../checks/lint/lint-rule.ts'
import { ruleOf } from '../checks/lint/reading-rules.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Analysis } from './analyse.ts'
import { toProblem } from './locations.ts'
import type { Location } from './snapshot.ts'

/** Something that reading says and a comment may be about. */
export interface ReadProblem {
  readonly diagnostic: Diagnostic & { readonly rule: LintId }
  readonly location: Location
  /** The diagnostic as reading gave it. */
  readonly said: Diagnostic
}

/** What ignore comments silence of what reading says: places are only looked for where some comment names the rule. */
export function heedInReading(
  { reading, diagnostics }: Analysis,
  ignores: readonly Ignore[] = findIgnores(reading.files),
): Heeded<ReadProblem> {
  const named = new Set(ignores.flatMap(({ rules }) => rules))
  const problems = diagnostics.flatMap((said): readonly ReadProblem[] => {
    const rule = named.size > 0 ? ruleOf(said) : undefined
    if (rule === undefined || !named.has(rule)) return []
    return [{ diagnostic: { ...said, rule }, location: toProblem(reading, said).location, said }]
  })
  return heedIgnores(problems, ignores)
}

/** What reading says and no comment silences. */
export function loudDiagnostics(analysis: Analysis): readonly Diagnostic[] {
  const { silenced } = heedInReading(analysis)
  const quiet = new Set(silenced.map(({ problem }) => problem.said))
  return quiet.size === 0 ? analysis.diagnostics : analysis.diagnostics.filter((one) => !quiet.has(one))
}
