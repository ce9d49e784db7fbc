import { effectiveRules } from '../../engine/effective-rules.ts'
import { joinPath } from '../../model/path.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP035: LintRule = {
  id: 'NP035',
  code: 'SEL-5',
  severity: 'info',
  title: 'Allows something for every pod',
  why: 'An empty podSelector is every pod of the namespace, later ones included: what such a policy admits is admitted at all of them.',
  check: ({ policies }) =>
    each(policies, (policy): readonly Hit[] => {
      const { path, name, namespace, podSelector } = policy
      if (podSelector.requirements.length > 0 || effectiveRules(policy).length === 0) return []
      const message = `${name} selects every pod of ${namespace}, and admits something at all of them`
      return [{ path: joinPath(path, 'spec', 'podSelector'), message }]
    }),
}
