import type { PolicyChange } from '../../authoring/policy-form/policy-form-change.ts'
import type { Member } from '../../engine/member.ts'
import { joinPath } from '../../model/path.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'
import type { LintFix } from './lint-rule.ts'
import { type NearLabel, nearestLabels } from './nearest-labels.ts'

/** Repairs of a selector of a policy that matches nobody: labels that are there and nearly what it asks for. */
export function relabelFixes(
  policy: NetworkPolicy,
  selector: LabelSelector,
  pods: readonly Member[],
): readonly LintFix[] {
  return nearestLabels(selector, pods).map((near) => ({
    title: `Select ${near.key}=${near.value} instead of ${near.requirement.key}=${near.requirement.values[0] ?? ''}`,
    intention: { kind: 'edit-policy', policy: policy.path, change: toChange(selector, near) },
  }))
}

function toChange({ path: selector }: LabelSelector, { requirement, key, value }: NearLabel): PolicyChange {
  const old = requirement.key
  const isPair = requirement.path === joinPath(selector, 'matchLabels', old)
  if (isPair && key === old) return { kind: 'set-label', selector, key, value }
  if (isPair) return { kind: 'rename-label', selector, key: old, to: key }
  const index = Number(requirement.path.split('/').at(-1))
  return { kind: 'set-expression', selector, index, expression: { key, operator: 'In', values: [value] } }
}
