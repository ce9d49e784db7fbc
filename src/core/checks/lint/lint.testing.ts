import { afterEdits, contextOf, SETTINGS } from '../../authoring/plan.testing.ts'
import { planChange } from '../../authoring/plan-change.ts'
import type { TextFile } from '../../model/edit.ts'
import type { EngineSettings } from '../../model/settings.ts'
import { finish } from '../../model/work.ts'
import { type Finding, linting } from './lint.ts'
import type { LintRule } from './lint-rule.ts'

const UNIMPLIED = { ...SETTINGS, implied: false }

/** What one rule finds in some files. */
export function findingsOf(
  rule: LintRule,
  files: readonly TextFile[],
  settings: EngineSettings = UNIMPLIED,
): readonly Finding[] {
  const { reading, prepared } = contextOf(files, settings)
  return finish(linting(reading, prepared, [rule]))
}

/** The files after the fix of that title of the first finding; throws when there is none. */
export function afterFix(
  rule: LintRule,
  files: readonly TextFile[],
  title: string,
  settings: EngineSettings = UNIMPLIED,
): readonly TextFile[] {
  const context = contextOf(files, settings)
  const fix = findingsOf(rule, files, settings)
    .flatMap(({ fixes }) => fixes)
    .find((one) => one.title === title)
  if (!fix) throw new Error(`no fix ${title}`)
  const { edits, obstacles } = planChange(context, fix.intention)
  if (!edits) throw new Error(obstacles.map(({ words }) => words).join())
  return afterEdits(context, edits).document.files
}
