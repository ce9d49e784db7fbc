import { field, fieldAt } from '../../model/json.ts'
import { joinPath } from '../../model/path.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP045: LintRule = {
  id: 'NP045',
  severity: 'info',
  title: 'No description',
  why: 'Why a wall stands is not in its stones: the annotation kubernetes.io/description keeps the reason with the policy.',
  check: ({ policies, textOf }) =>
    each(policies, (policy): readonly Hit[] => {
      const { path, name } = policy
      const annotations = fieldAt(textOf(policy), 'metadata', 'annotations')
      if (field(annotations, 'kubernetes.io/description') !== undefined) return []
      return [{ path: joinPath(path, 'metadata', 'name'), message: `${name} does not say what it is for` }]
    }),
}
