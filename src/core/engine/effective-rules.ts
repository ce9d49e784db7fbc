import { type CniProfile, ignoresPolicies, supportOf } from '../model/cni-profiles.ts'
import type { Direction, NetworkPolicy, Rule } from '../model/policy.ts'

/** The policies that can have an effect under a profile: none where it ignores them (CNI-1). */
export function policiesInEffect(policies: readonly NetworkPolicy[], cni: CniProfile): readonly NetworkPolicy[] {
  return ignoresPolicies(cni) ? [] : policies
}

/** Whether a policy isolates its pods in a direction under a profile (ISO-2, ISO-3, CNI-2a). */
export function isolatesUnder(policy: NetworkPolicy, direction: Direction, cni: CniProfile): boolean {
  return policy.isolates[direction] && supportOf(cni, direction) !== 'no'
}

/** The rules of the directions in which the policy isolates; the others are inert (ISO-3). */
export function effectiveRules({ isolates, rules }: NetworkPolicy): readonly Rule[] {
  if (!isolates.egress) return isolates.ingress ? rules.ingress : []
  return isolates.ingress ? [...rules.ingress, ...rules.egress] : rules.egress
}
