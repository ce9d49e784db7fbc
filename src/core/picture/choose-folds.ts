import type { Leaf } from './workload-leaves.ts'

/** Nodes drawn at rest at most (product: exact bundling). */
export const NODE_BUDGET = 150

/** More cards than this cannot be read when all of them are in view. */
const CARDS_IN_VIEW = 60

/** Address blocks drawn one by one at most, once the budget is short. */
export const MOST_BLOCKS = 12

/** Edges drawn at rest at most. */
export const EDGE_BUDGET = 300

/**
 * The namespaces to draw as one node: those a person folded, and while there are more cards than can be read, or more
 * nodes than the budget allows, the largest of the others, except those a person opened. To be read better the last
 * one with cards is not folded: that would leave nothing to read; nor does opening one fold another. `others` is
 * how many nodes are drawn besides. Those that a filter names (`chosen`) are folded after the others.
 */
export function chooseFolds(
  namespaces: readonly string[],
  cards: readonly Leaf[],
  folds: Readonly<Record<string, boolean>>,
  others: number,
  chosen: ReadonlySet<Leaf> = new Set(),
): ReadonlySet<string> {
  const sizes = new Map(namespaces.map((namespace) => [namespace, 0]))
  for (const { namespace } of cards) sizes.set(namespace, (sizes.get(namespace) ?? 0) + 1)
  const folded = new Set(namespaces.filter((namespace) => handFold(folds, namespace) === true))
  const open = [...sizes].filter(([namespace, size]) => size > 0 && !folded.has(namespace))
  const isOpened = (namespace: string) => handFold(folds, namespace) === false
  const named = new Set([...chosen].map(({ namespace }) => namespace))
  const rank = ([namespace]: readonly [string, number]) => Number(named.has(namespace))
  const total = (list: typeof open) => list.reduce((sum, [, size]) => sum + size, 0)
  let left = open
    .filter(([namespace]) => !isOpened(namespace))
    .sort((a, b) => rank(a) - rank(b) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const besides = namespaces.length + others + total(open) - total(left)
  while (left.length > 0 && (besides + total(left) > NODE_BUDGET || (left.length > 1 && total(left) > CARDS_IN_VIEW))) {
    folded.add(left[0]?.[0] ?? '')
    left = left.slice(1)
  }
  return folded
}

function handFold(folds: Readonly<Record<string, boolean>>, namespace: string): boolean | undefined {
  return Object.hasOwn(folds, namespace) ? folds[namespace] : undefined
}
