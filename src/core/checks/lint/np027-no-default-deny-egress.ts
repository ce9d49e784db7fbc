import { missingDefaultDeny } from './default-deny.ts'
import type { LintRule } from './lint-rule.ts'

export const NP027: LintRule = {
  id: 'NP027',
  code: 'ISO-1',
  severity: 'info',
  title: 'No default deny for egress',
  why: 'A pod that somebody takes over connects wherever it is let out: without a default, that is everywhere.',
  check: (context) => missingDefaultDeny(context, 'egress'),
}
