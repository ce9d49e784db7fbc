import { joinPath } from '../../model/path.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { nameMembers } from './words.ts'

export const NP015: LintRule = {
  id: 'NP015',
  code: 'ISO-2',
  severity: 'warning',
  title: 'Egress isolated only by having rules',
  why: 'A policy without policyTypes isolates egress as soon as it has one egress rule: what the rule does not name is closed, which its author may not have meant.',
  check: (context) => each(context.policies, (policy) => checkPolicy(context, policy)),
}

function checkPolicy({ podsOf }: LintContext, policy: NetworkPolicy): readonly Hit[] {
  const { policyTypesWritten, isolates, path, name } = policy
  if (policyTypesWritten || !isolates.egress) return []
  const pods = podsOf(policy)
  const whom = pods.length > 0 ? ` of ${nameMembers(pods)}` : ''
  const message = `${name} isolates the egress${whom} only because it has egress rules: policyTypes is not written`
  return [{ path: joinPath(path, 'spec', 'egress'), at: 'key', message }]
}
