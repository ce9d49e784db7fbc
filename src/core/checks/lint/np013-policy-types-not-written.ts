import { joinPath } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy } from '../../model/policy.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP013: LintRule = {
  id: 'NP013',
  code: 'ISO-2',
  severity: 'warning',
  title: 'policyTypes not written',
  why: 'Without policyTypes the rules decide what is isolated, so that a first egress rule also closes everything else that leaves the pods.',
  check: ({ policies }) => each(policies, (policy) => (policy.policyTypesWritten ? [] : [toHit(policy)])),
}

function toHit(policy: NetworkPolicy): Hit {
  const { name, path, isolates } = policy
  const types = DIRECTIONS.filter((direction) => isolates[direction])
  const isolated = types.join(' and ')
  const change = { kind: 'set-policy-types', types } as const
  return {
    path: joinPath(path, 'spec'),
    at: 'key',
    message: `${name} does not write policyTypes: by its rules it isolates ${isolated}`,
    fixes: [{ title: `Write policyTypes: ${isolated}`, intention: { kind: 'edit-policy', policy: path, change } }],
  }
}
