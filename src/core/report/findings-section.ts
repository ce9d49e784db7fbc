import { toMarkdown } from '../model/table-text.ts'
import type { LintProblem, LintResult } from '../workspace/lint-problems.ts'

/** What reading and the rules find; notes are counted. */
export function findingsSection({ problems, silenced }: LintResult): readonly string[] {
  const shown = problems.filter(({ diagnostic }) => diagnostic.severity !== 'info')
  const notes = problems.length - shown.length
  const rest = [
    ...(notes > 0 ? [`${notes} ${notes === 1 ? 'note is' : 'notes are'} not listed.`] : []),
    ...(silenced.length > 0 ? [`${silenced.length} silenced by comments.`] : []),
  ]
  return [
    '## Findings',
    '',
    shown.length === 0 ? 'No errors and no warnings.' : toMarkdown([HEAD, ...shown.map(toRow)]).trimEnd(),
    '',
    ...(rest.length > 0 ? [rest.join(' '), ''] : []),
  ]
}

const HEAD = ['severity', 'rule', 'place', 'what']

function toRow({ diagnostic, location }: LintProblem): readonly string[] {
  const { severity, rule, code, message, field } = diagnostic
  const what = field === undefined ? message : `${message} (${field})`
  return [severity, rule ?? code, `${location.file}:${location.line}`, what]
}
