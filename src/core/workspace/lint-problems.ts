import { findIgnores, heedIgnores, type Ignore, type Silenced } from '../checks/lint/ignore.ts'
import { type Finding, linting } from '../checks/lint/lint.ts'
import type { LintId } from '../checks/lint/lint-rule.ts'
import { ruleOf } from '../checks/lint/reading-rules.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { TextFile } from '../model/edit.ts'
import type { Work } from '../model/work.ts'
import type { Analysis } from './analyse.ts'
import { idleIgnore } from './idle-ignore.ts'
import { byPlace, toProblem } from './locations.ts'
import type { Location } from './snapshot.ts'

/** What reading or a rule found, with its place. */
export interface LintProblem {
  readonly diagnostic: Diagnostic & { readonly rule?: LintId }
  readonly location: Location
  readonly fixes: Finding['fixes']
}

/** What is found in a document, in the order of files and lines, and what its ignore comments silence. */
export interface LintResult {
  readonly problems: readonly LintProblem[]
  readonly silenced: readonly Silenced<LintProblem>[]
}

/** Everything that reading and the rules find. */
export function* lintingDocument(analysis: Analysis, files: readonly TextFile[]): Work<LintResult> {
  const { reading, prepared, diagnostics } = analysis
  const found = yield* linting(reading, prepared)
  const problems: LintProblem[] = []
  for (const diagnostic of [...diagnostics, ...found]) {
    problems.push(place(analysis, diagnostic))
    if (problems.length % 50 === 0) yield { doing: 'checking' }
  }
  const { left, silenced, idle } = heedIgnores(problems, findIgnores(files))
  const said = [...left, ...idle.map((ignore) => toIdle(analysis, ignore))]
  return { problems: said.sort(byPlace(reading)), silenced }
}

function place({ reading }: Analysis, diagnostic: Diagnostic | Finding): LintProblem {
  const fixes = 'fixes' in diagnostic ? diagnostic.fixes : []
  const rule = 'rule' in diagnostic ? diagnostic.rule : ruleOf(diagnostic)
  const { location } = toProblem(reading, diagnostic)
  return { diagnostic: rule === undefined ? diagnostic : { ...diagnostic, rule }, location, fixes }
}

function toIdle({ reading }: Analysis, ignore: Ignore): LintProblem {
  const diagnostic = idleIgnore(reading, ignore)
  return { ...toProblem(reading, diagnostic), diagnostic, fixes: [] }
}
