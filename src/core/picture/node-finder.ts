import type { Picture, PictureNode } from './picture.ts'
import { frameId } from './workload-leaves.ts'

/** Finds the node that an endpoint is drawn as; endpoints of another text are found by what they have in common. */
export interface NodeFinder {
  /** Undefined when it is not drawn. */
  nodeOf(endpoint: string): string | undefined
  /** The frame of a card, else the node itself. */
  frameOf(node: string): string
  /** The cards of an open frame. */
  cardsIn(frame: string): readonly string[]
  /** Whether a filter leaves out some of a frame's cards: it cannot stand for those that are drawn. */
  isPartial(frame: string): boolean
}

/** Of the outside nodes that hold an address the narrowest stands for it. */
export function createNodeFinder({ nodes }: Picture): NodeFinder {
  const drawn = new Map<string, string>()
  const frames = new Map<string, string>()
  const cards = new Map<string, string[]>()
  const folded = new Set<string>()
  const partial = new Set<string>()
  for (const node of [...nodes].sort(widestFirst)) {
    if (node.kind === 'group') continue
    if (node.kind === 'namespace') {
      if (node.folded) folded.add(node.id)
      else if (node.hidden) partial.add(node.id)
      continue
    }
    for (const endpoint of node.endpoints) drawn.set(endpoint, node.id)
    if (node.kind !== 'workload') continue
    for (const endpoint of node.endpoints) drawn.set(wholeOf(endpoint), node.id)
    frames.set(node.id, node.parent)
    cards.set(node.parent, [...(cards.get(node.parent) ?? []), node.id])
  }
  const inFolded = (endpoint: string) => {
    const frame = frameId(endpoint.slice(0, endpoint.indexOf('/')))
    return folded.has(frame) ? frame : undefined
  }
  return {
    nodeOf: (endpoint) => drawn.get(endpoint) ?? drawn.get(wholeOf(endpoint)) ?? inFolded(endpoint),
    frameOf: (node) => frames.get(node) ?? node,
    cardsIn: (frame) => cards.get(frame) ?? [],
    isPartial: (frame) => partial.has(frame),
  }
}

/** Which parts a workload is split into depends on the policies (END-1). */
function wholeOf(endpoint: string): string {
  return endpoint.split('#')[0] ?? endpoint
}

function widestFirst(a: PictureNode, b: PictureNode): number {
  return sizeOf(b) - sizeOf(a)
}

function sizeOf(node: PictureNode): number {
  return node.kind === 'namespace' ? 0 : node.endpoints.length
}
