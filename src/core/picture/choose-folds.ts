import type { Leaves } from './workload-leaves.ts'

/** Nodes drawn at rest at most (product: exact bundling). */
export const NODE_BUDGET = 150

/** Address blocks drawn one by one at most, once the budget is short. */
export const MOST_BLOCKS = 12

/** Edges drawn at rest at most. */
export const EDGE_BUDGET = 300

/**
 * The namespaces to draw as one node: those a person folded, and while there are more nodes than the budget allows the
 * largest of the others, except those a person opened. `others` is how many nodes are drawn besides.
 */
export function chooseFolds(
  namespaces: readonly string[],
  leaves: Leaves,
  folds: Readonly<Record<string, boolean>>,
  others: number,
): ReadonlySet<string> {
  const sizes = new Map(namespaces.map((namespace) => [namespace, 0]))
  for (const { namespace } of leaves.all) sizes.set(namespace, (sizes.get(namespace) ?? 0) + 1)
  const folded = new Set(namespaces.filter((namespace) => handFold(folds, namespace) === true))
  let drawn = namespaces.length + others
  for (const [namespace, size] of sizes) if (!folded.has(namespace)) drawn += size
  const bySize = [...sizes].filter(([, size]) => size > 0).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  for (const [namespace, size] of bySize) {
    if (drawn <= NODE_BUDGET) break
    if (folded.has(namespace) || handFold(folds, namespace) === false) continue
    folded.add(namespace)
    drawn -= size
  }
  return folded
}

function handFold(folds: Readonly<Record<string, boolean>>, namespace: string): boolean | undefined {
  return Object.hasOwn(folds, namespace) ? folds[namespace] : undefined
}
