import type { Problem } from '../core/workspace/snapshot.ts'
import { problemLine } from './load.ts'
import type { Output } from './output.ts'

/** Prints every problem on a line of its own, then how many there are of each severity. */
export async function writeLintText(problems: readonly Problem[], out: Output): Promise<void> {
  for (const problem of problems) if (!(await out.write(`${problemLine(problem)}\n`))) return
  await out.write(`${tally(problems)}\n`)
}

/** `{"problems":[…]}`, one object each; `field` is left out where the place is not a field. */
export async function writeLintJson(problems: readonly Problem[], out: Output): Promise<void> {
  await out.write('{"problems":[')
  let separator = ''
  for (const problem of problems) {
    if (!(await out.write(separator + problemJson(problem)))) return
    separator = ','
  }
  await out.write(']}\n')
}

function problemJson({ diagnostic, location }: Problem): string {
  const { code, severity, message, field } = diagnostic
  const { file, line, column } = location
  return JSON.stringify({ code, severity, message, file, line, column, ...(field !== undefined && { field }) })
}

function tally(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'no problems'
  const count = (severity: string, words: string) => {
    const number = problems.filter(({ diagnostic }) => diagnostic.severity === severity).length
    return number === 0 ? [] : [`${number} ${words}${number === 1 ? '' : 's'}`]
  }
  return [...count('error', 'error'), ...count('warning', 'warning'), ...count('info', 'note')].join(', ')
}
