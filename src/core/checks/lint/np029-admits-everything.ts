import { effectiveRules } from '../../engine/effective-rules.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP029: LintRule = {
  id: 'NP029',
  code: 'RUL-3',
  severity: 'warning',
  title: 'A rule admits everything',
  why: 'A rule without peers and ports is anyone on every port: beside it no other rule of this direction matters.',
  check: ({ policies }) =>
    each(policies, (policy) =>
      effectiveRules(policy).flatMap(({ path, direction, peers, ports }): readonly Hit[] => {
        if (peers !== 'any' || ports !== 'any') return []
        const whom = direction === 'ingress' ? 'admits everybody' : 'lets its pods connect to everybody'
        return [{ path, message: `${policy.name} ${whom} on every port: the rule names neither peers nor ports` }]
      }),
    ),
}
