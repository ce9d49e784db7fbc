import type { Picture, PictureEdge, PictureNode } from './picture.ts'

/** What is other in a picture than in the one before, by ids of what is drawn in it. */
export interface PictureChanges {
  /** Nodes that are new or look otherwise, and those that lost an edge. */
  readonly nodes: ReadonlySet<string>
  /** Edges that are new or say something else. */
  readonly edges: ReadonlySet<string>
}

/** Compares what is seen; rules that only moved within the text look the same. */
export function comparePictures(before: Picture, after: Picture): PictureChanges {
  const nodes = changedIds(before.nodes, after.nodes, faceOf)
  const edges = changedIds(before.edges, after.edges, wordsOf)
  const stays = new Set(after.edges.map(({ id }) => id))
  const bereft = new Set(before.edges.filter(({ id }) => !stays.has(id)).flatMap(({ from, to }) => [from, to]))
  const drawn = after.nodes.map(({ id }) => id)
  return { nodes: new Set(drawn.filter((id) => nodes.has(id) || bereft.has(id))), edges }
}

function changedIds<Thing extends { readonly id: string }>(
  before: readonly Thing[],
  after: readonly Thing[],
  faceOf: (thing: Thing) => string,
): ReadonlySet<string> {
  const faces = new Map(before.map((thing) => [thing.id, faceOf(thing)]))
  return new Set(after.filter((thing) => faces.get(thing.id) !== faceOf(thing)).map(({ id }) => id))
}

/** What is drawn of a node: not the places in the text, nor what a screen reader hears of its edges. */
function faceOf(node: PictureNode): string {
  const unseen = new Set(['accessibleName', 'endpoints', 'path', 'policies'])
  return JSON.stringify(Object.entries(node).filter(([name]) => !unseen.has(name)))
}

function wordsOf({ label, stale, except, half }: PictureEdge): string {
  return JSON.stringify([label, stale, except?.words, half?.words])
}
