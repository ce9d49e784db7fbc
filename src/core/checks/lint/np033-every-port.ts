import { effectiveRules } from '../../engine/effective-rules.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP033: LintRule = {
  id: 'NP033',
  code: 'RUL-2',
  severity: 'info',
  title: 'Every port is open to a peer',
  why: 'A rule without ports is every port of every protocol, those of debuggers and sidecars included.',
  check: ({ policies }) =>
    each(policies, (policy) =>
      effectiveRules(policy).flatMap(({ path, peers, ports, direction }): readonly Hit[] => {
        if (peers === 'any' || ports !== 'any') return []
        const way = direction === 'ingress' ? 'admits its peers' : 'lets its pods connect to its peers'
        return [{ path, message: `a rule of ${policy.name} ${way} on every port` }]
      }),
    ),
}
