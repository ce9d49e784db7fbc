import type { Ignore } from '../checks/lint/ignore.ts'
import type { LintId } from '../checks/lint/lint-rule.ts'
import type { Reading } from '../manifest/reading.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

/** An ignore comment that silences nothing says so itself (NP000). */
export function idleIgnore({ files }: Reading, { file, line, rules }: Ignore): Diagnostic & { readonly rule: LintId } {
  const text = files.find(({ name }) => name === file)?.text ?? ''
  const start = text
    .split(/(?<=\r\n|\n|\r(?!\n))/)
    .slice(0, line - 1)
    .join('').length
  return {
    code: 'NP000',
    rule: 'NP000',
    severity: 'info',
    message: `this comment ignores ${rules.join(' and ')}, which has nothing to say here`,
    place: { kind: 'span', file, span: { start, end: start } },
  }
}
