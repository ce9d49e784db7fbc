import { describePolicy } from '../engine/describe-policy.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { ResourcePath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'

/** A policy that only one side has, or that does something else on the other. */
export interface ReviewedPolicy {
  /** `shop/db`. */
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Where it stands on each side that has it. */
  readonly before?: ResourcePath
  readonly after?: ResourcePath
}

/** Policies that do what they did are left out, wherever they stand and however they are written. */
export function reviewPolicies(before: Prepared, after: Prepared): readonly ReviewedPolicy[] {
  const [then, now] = [byName(before), byName(after)]
  const names = [...new Set([...now.keys(), ...then.keys()])]
  return names.flatMap((name): readonly ReviewedPolicy[] => {
    const [old, fresh] = [then.get(name), now.get(name)]
    if (!old) return fresh ? [{ name, change: 'added', after: fresh.path }] : []
    if (!fresh) return [{ name, change: 'removed', before: old.path }]
    if (describePolicy(old) === describePolicy(fresh)) return []
    return [{ name, change: 'changed', before: old.path, after: fresh.path }]
  })
}

function byName({ cluster }: Prepared): ReadonlyMap<string, NetworkPolicy> {
  return new Map(cluster.policies.map((policy) => [`${policy.namespace}/${policy.name}`, policy]))
}
