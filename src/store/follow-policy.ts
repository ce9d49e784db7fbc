import type { ResourcePath } from '../core/model/path.ts'
import type { PolicySummary } from '../core/workspace/snapshot.ts'

/**
 * Where the policy that stood at `path` stands now: its path counts the texts before it, and those come and go. A policy
 * is known by its name; one whose name is gone is still itself where the name at its path is a new one. Undefined when it
 * is gone.
 */
export function followPolicy(
  path: ResourcePath,
  before: readonly PolicySummary[],
  now: readonly PolicySummary[],
): ResourcePath | undefined {
  const old = before.find((policy) => policy.path === path)
  const here = now.find((policy) => policy.path === path)
  if (!old || (here && isNamesake(old, here))) return here?.path
  const moved = now.find((policy) => isNamesake(old, policy))
  if (moved) return moved.path
  return here && !before.some((policy) => isNamesake(policy, here)) ? path : undefined
}

function isNamesake(one: PolicySummary, other: PolicySummary): boolean {
  return one.name === other.name && one.namespace === other.namespace
}
