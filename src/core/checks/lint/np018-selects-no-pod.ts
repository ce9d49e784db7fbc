import { formatSelector } from '../../model/matching.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import { asks, type LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { relabelFixes } from './relabel.ts'
import { countPods } from './words.ts'

export const NP018: LintRule = {
  id: 'NP018',
  code: 'SEL-5',
  severity: 'warning',
  title: 'Selects no pod',
  why: 'A policy that selects nobody isolates nobody: the pods it was written for are as open as before.',
  check: (context) => each(context.policies, (policy) => checkPolicy(context, policy)),
}

/** Where a document has no pods in the namespace, it says nothing of who is there. */
function checkPolicy(context: LintContext, policy: NetworkPolicy): readonly Hit[] {
  const { namespace, name, podSelector } = policy
  const pods = context.podsIn(namespace)
  if (!asks(podSelector) || pods.length === 0 || context.podsOf(policy).length > 0) return []
  const message = `${name} selects no pod: none of the ${countPods(pods)} in ${namespace} has ${formatSelector(podSelector)}`
  return [{ path: podSelector.path, message, fixes: relabelFixes(policy, podSelector, pods) }]
}
