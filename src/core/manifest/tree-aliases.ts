import { type Alias, isAlias, isCollection, isPair, isScalar, type Node, type Pair } from 'yaml'
import { MAX_DEPTH, type TextProblem } from './tree.ts'

/** How many values aliases may stand for in one item; what a person writes stays far below it (YML-3). */
const MAX_EXPANDED = 100_000

/** What the aliases of a text stand for, or why they cannot be followed. */
export type AliasTargets =
  | { readonly kind: 'targets'; readonly targets: ReadonlyMap<Alias, Node> }
  | { readonly kind: 'refused'; readonly problem: TextProblem }

type Visited = Node | Pair | null | undefined

interface Walk {
  /** The latest node of each anchor name. */
  readonly anchors: Map<string, Node>
  readonly open: Set<Node>
  /** Values a finished anchored node stands for, aliases followed. */
  readonly sizes: Map<Node, number>
  readonly targets: Map<Alias, Node>
}

class Refusal extends Error {
  readonly node: Node
  constructor(message: string, node: Node) {
    super(message)
    this.node = node
  }
}

/**
 * Resolves every alias to the last node with its anchor before it, in one pass over the nodes as written. Nothing is
 * expanded, so texts whose aliases multiply (a billion laughs) are refused in time and memory of their own length.
 */
export function resolveAliases(root: Node): AliasTargets {
  const walk: Walk = { anchors: new Map(), open: new Set(), sizes: new Map(), targets: new Map() }
  try {
    measure(walk, root, 0)
    return { kind: 'targets', targets: walk.targets }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [start, end] = error.node.range ?? [0, 0]
    return { kind: 'refused', problem: { code: 'YML-3', severity: 'error', message: error.message, start, end } }
  }
}

function measure(walk: Walk, node: Visited, depth: number): number {
  if (node === null || node === undefined) return 1
  if (isPair(node)) return measure(walk, node.key as Visited, depth) + measure(walk, node.value as Visited, depth)
  if (depth > MAX_DEPTH) throw new Refusal(`nested more than ${MAX_DEPTH} levels deep`, node)
  if (isAlias(node)) return follow(walk, node)
  if (!isCollection(node)) {
    if (isScalar(node) && node.anchor !== undefined) remember(walk, node.anchor, node, 1)
    return 1
  }
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node)
  walk.open.add(node)
  let size = 1
  for (const item of node.items) size += measure(walk, item as Visited, depth + 1)
  walk.open.delete(node)
  if (node.anchor !== undefined) walk.sizes.set(node, size)
  if (size > MAX_EXPANDED && walk.targets.size > 0)
    throw new Refusal(`document contains excessive aliasing: its aliases stand for over ${MAX_EXPANDED} values`, node)
  return size
}

function follow(walk: Walk, alias: Alias): number {
  const target = walk.anchors.get(alias.source)
  if (target === undefined) throw new Refusal(`unknown anchor '${alias.source}' referenced`, alias)
  if (walk.open.has(target)) throw new Refusal(`anchor '${alias.source}' value contains itself`, alias)
  walk.targets.set(alias, target)
  const size = walk.sizes.get(target) ?? 1
  if (size > MAX_EXPANDED) throw new Refusal('document contains excessive aliasing', alias)
  return size
}

function remember(walk: Walk, anchor: string, node: Node, size: number): void {
  walk.anchors.set(anchor, node)
  walk.sizes.set(node, size)
}
