import { missingDefaultDeny } from './default-deny.ts'
import type { LintRule } from './lint-rule.ts'

export const NP026: LintRule = {
  id: 'NP026',
  code: 'ISO-1',
  severity: 'warning',
  title: 'No default deny for ingress',
  why: 'Without a policy that selects every pod, who is added to the namespace and forgotten by the policies is open to everybody.',
  check: (context) => missingDefaultDeny(context, 'ingress'),
}
