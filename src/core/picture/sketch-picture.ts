import type { Prepared } from '../engine/prepare.ts'
import { cardNodes, namespacesOf } from './cards.ts'
import { chooseFolds } from './choose-folds.ts'
import { nameNodes } from './name-nodes.ts'
import { ALL_BLOCKS } from './peer-nodes.ts'
import type { Picture, PictureNode } from './picture.ts'
import { leavesOf } from './workload-leaves.ts'

/**
 * What can be drawn at once where the edges are too many to be drawn: frames and cards as they are now, and what is outside
 * and the number of edges as in `last`, the picture before, of which the same is wanted. Undefined where that has edges or
 * is filtered: what to draw follows from the edges then.
 */
export function sketchPicture(
  prepared: Prepared,
  folds: Readonly<Record<string, boolean>>,
  last: Picture,
): Picture | undefined {
  if (last.edgesNotDrawn === 0 || last.filtered) return undefined
  const leaves = leavesOf(prepared)
  const namespaces = namespacesOf(prepared, leaves)
  const others = last.nodes.filter(({ kind }) => kind === 'outside' || kind === 'group')
  const folded = chooseFolds(namespaces, leaves.all, folds, others.filter(isBlock).length)
  const cards = cardNodes(prepared, leaves.all, { namespaces, leaves: leaves.all, folded })
  return { ...last, nodes: [...nameNodes(cards, []), ...others], folded, isSketch: true }
}

function isBlock(node: PictureNode): boolean {
  return node.id === ALL_BLOCKS || (node.kind === 'outside' && node.role === 'block')
}
