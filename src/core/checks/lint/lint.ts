import type { Prepared } from '../../engine/prepare.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { finish, type Progress, type Work } from '../../model/work.ts'
import { createLintContext } from './lint-context.ts'
import type { About, Hit, LintFix, LintId, LintRule } from './lint-rule.ts'
import { LINT_RULES } from './lint-rules.ts'

/** What a rule found, as all other diagnostics are told. */
export interface Finding extends Diagnostic {
  readonly rule: LintId
  readonly fixes: readonly LintFix[]
  readonly about?: About
}

/** Everything that the rules find, rule by rule. */
export function lint(reading: Reading, prepared: Prepared): readonly Finding[] {
  return finish(linting(reading, prepared))
}

/** {@link lint} in steps, one for each thing that a rule looks at. */
export function* linting(reading: Reading, prepared: Prepared, rules = LINT_RULES): Work<readonly Finding[]> {
  const context = createLintContext(reading, prepared)
  const findings: Finding[] = []
  for (const [index, rule] of rules.entries()) {
    const progress: Progress = { doing: 'checking', done: index / rules.length }
    for (const hits of rule.check(context)) {
      for (const hit of hits) findings.push(toFinding(rule, hit))
      yield progress
    }
  }
  return findings
}

function toFinding({ id, code = id, severity }: LintRule, hit: Hit): Finding {
  const { path, at, message, fixes = [], about } = hit
  return {
    rule: id,
    code,
    severity: hit.severity ?? severity,
    message,
    place: { kind: 'path', path, ...(at ? { at } : {}) },
    fixes,
    ...(about ? { about } : {}),
  }
}
