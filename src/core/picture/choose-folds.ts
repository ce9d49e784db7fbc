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
 * how many nodes are drawn besides. Those that a filter names (`chosen`) are folded after the others. An implied card
 * among declared ones takes its place in the budget, but is not counted otherwise: it comes and goes as somebody types a
 * label, and no namespace is to fold and unfold with it.
 */
export function chooseFolds(
  namespaces: readonly string[],
  cards: readonly Leaf[],
  folds: Readonly<Record<string, boolean>>,
  others: number,
  chosen: ReadonlySet<Leaf> = new Set(),
): ReadonlySet<string> {
  const sizes = countBy(namespaces, cards)
  const declared = countBy(namespaces, cards.filter(isDeclared))
  const folded = new Set(namespaces.filter((namespace) => handFold(folds, namespace) === true))
  const open = [...sizes].flatMap(([namespace, size]): Foldable[] =>
    size > 0 && !folded.has(namespace) ? [{ namespace, size, counted: declared.get(namespace) || size }] : [],
  )
  const isOpened = ({ namespace }: Foldable) => handFold(folds, namespace) === false
  const named = new Set([...chosen].map(({ namespace }) => namespace))
  const rank = ({ namespace }: Foldable) => Number(named.has(namespace))
  let left = open
    .filter((one) => !isOpened(one))
    .sort((a, b) => rank(a) - rank(b) || b.counted - a.counted || (a.namespace < b.namespace ? -1 : 1))
  const besides = namespaces.length + others + sum(open, 'size') - sum(left, 'size')
  const isTooMuch = () =>
    besides + sum(left, 'size') > NODE_BUDGET || (left.length > 1 && sum(left, 'counted') > CARDS_IN_VIEW)
  while (left.length > 0 && isTooMuch()) {
    folded.add(left[0]?.namespace ?? '')
    left = left.slice(1)
  }
  return folded
}

/** A namespace with cards that are drawn. */
interface Foldable {
  readonly namespace: string
  readonly size: number
  /** Its declared cards; all of them where none is declared. */
  readonly counted: number
}

function isDeclared({ first }: Leaf): boolean {
  return first.implied === undefined
}

function countBy(namespaces: readonly string[], cards: readonly Leaf[]): ReadonlyMap<string, number> {
  const counts = new Map(namespaces.map((namespace) => [namespace, 0]))
  for (const { namespace } of cards) counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
  return counts
}

function sum(list: readonly Foldable[], what: 'size' | 'counted'): number {
  return list.reduce((total, one) => total + one[what], 0)
}

function handFold(folds: Readonly<Record<string, boolean>>, namespace: string): boolean | undefined {
  return Object.hasOwn(folds, namespace) ? folds[namespace] : undefined
}
