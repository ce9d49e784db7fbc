import type { LintRule } from './lint-rule.ts'
import { countPods } from './words.ts'

export const NP040: LintRule = {
  id: 'NP040',
  code: 'ISO-1',
  severity: 'info',
  title: 'The policies change nothing',
  why: 'Policies that select none of the pods that are there leave every verdict as it is without them.',
  check: ({ policies, podsOf, podsIn, cluster }) => {
    const [first] = policies
    const pods = [...cluster.namespaces.keys()].flatMap(podsIn)
    const speaks = policies.some((policy) => Object.values(policy.isolates).includes(true) && podsOf(policy).length > 0)
    if (!first || pods.length === 0 || speaks) return []
    const count = policies.length === 1 ? '1 policy' : `${policies.length} policies`
    const message = `${count} and ${countPods(pods)}, and none of these is isolated`
    return [[{ path: first.path, message }]]
  },
}
