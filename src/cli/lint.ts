import { SEVERITIES, type Severity } from '../core/model/diagnostic.ts'
import type { LintProblem, LintResult } from '../core/workspace/lint-problems.ts'
import type { Output } from './output.ts'
import { problemLine } from './problem-line.ts'

/** Prints every problem of a level or worse on a line of its own, then how many there are of each severity, and silenced. */
export async function writeLintText({ problems, silenced }: LintResult, level: Severity, out: Output): Promise<void> {
  const shown = problems.filter(isAtLeast(level))
  for (const problem of shown) if (!(await out.write(`${problemLine(problem)}\n`))) return
  const hidden = problems.length - shown.length
  await out.write(
    `${tally(shown)}${hidden > 0 ? `; not shown: ${tally(problems.filter((one) => !shown.includes(one)))}` : ''}${silenced.length > 0 ? `; silenced by comments: ${silenced.length}` : ''}\n`,
  )
}

/**
 * `{"problems":[…],"ignored":[…]}`, one object each; `rule` and `field` are left out where there is none. What comments
 * silence has the `reason` they give.
 */
export async function writeLintJson({ problems, silenced }: LintResult, level: Severity, out: Output): Promise<void> {
  await out.write('{"problems":[')
  let separator = ''
  for (const problem of problems.filter(isAtLeast(level))) {
    if (!(await out.write(separator + JSON.stringify(toJson(problem))))) return
    separator = ','
  }
  const ignored = silenced.map(({ problem, reason }) => ({ ...toJson(problem), reason }))
  await out.write(`],"ignored":${JSON.stringify(ignored)}}\n`)
}

function isAtLeast(level: Severity): (problem: LintProblem) => boolean {
  return ({ diagnostic }) => SEVERITIES.indexOf(diagnostic.severity) <= SEVERITIES.indexOf(level)
}

function toJson({ diagnostic, location }: LintProblem) {
  const { rule, code, severity, message, field } = diagnostic
  const { file, line, column } = location
  return {
    ...(rule !== undefined && { rule }),
    code,
    severity,
    message,
    file,
    line,
    column,
    ...(field !== undefined && { field }),
  }
}

function tally(problems: readonly LintProblem[]): string {
  if (problems.length === 0) return 'no problems'
  const count = (severity: string, words: string) => {
    const number = problems.filter(({ diagnostic }) => diagnostic.severity === severity).length
    return number === 0 ? [] : [`${number} ${words}${number === 1 ? '' : 's'}`]
  }
  return [...count('error', 'error'), ...count('warning', 'warning'), ...count('info', 'note')].join(', ')
}
