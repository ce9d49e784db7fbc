import { finish, type Work } from '../model/work.ts'
import { countCrossings, lengthOfEdges } from './crossings.ts'
import { layoutPicture } from './layout-picture.ts'
import type { Layout, Picture, PictureNode } from './picture.ts'

/** Orders that are tried at most, and how many in a row may bring nothing. */
const MOST_TRIES = 160
const MOST_VAIN = 40

/** A crossing is as bad as this much more line, in canvas units. */
const CROSSING = 400

/**
 * A layout from scratch with short lines that cross little: namespaces each for itself, in columns by the direction of
 * flow, then namespaces as boxes; the order in which both are taken is improved step by step. The same picture gives the
 * same layout.
 */
export function tidyPicture(picture: Picture): Layout {
  return finish(tidyingPicture(picture))
}

/** {@link tidyPicture} in steps. */
export function* tidyingPicture(picture: Picture): Work<Layout> {
  let best = judge(picture, picture.nodes)
  let vain = 0
  for (let round = 0; best.crossings > 0 && round < MOST_TRIES && vain < MOST_VAIN; round += 1) {
    yield { doing: 'tidying', done: round / MOST_TRIES }
    const tried = judge(picture, round % 3 === 0 ? byNeighbours(picture, best) : swapped(best.nodes, round))
    if (tried.cost < best.cost) {
      best = tried
      vain = 0
    } else vain += 1
  }
  return best.layout
}

interface Judged {
  readonly nodes: readonly PictureNode[]
  readonly layout: Layout
  readonly crossings: number
  readonly cost: number
}

function judge(picture: Picture, nodes: readonly PictureNode[]): Judged {
  const layout = layoutPicture({ ...picture, nodes }, {})
  const crossings = countCrossings(picture.edges, layout)
  return { nodes, layout, crossings, cost: crossings * CROSSING + lengthOfEdges(picture.edges, layout) }
}

/** Everything in the order of the mean height, then place, of what it has flows with. */
function byNeighbours({ edges }: Picture, { nodes, layout }: Judged): readonly PictureNode[] {
  const neighbours = new Map<string, string[]>()
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to])
    neighbours.set(to, [...(neighbours.get(to) ?? []), from])
  }
  const heightOf = (id: string) => {
    const boxes = [id, ...(neighbours.get(id) ?? [])].flatMap((each) => layout.get(each) ?? [])
    return boxes.reduce((sum, { y, height }) => sum + y + height / 2, 0) / Math.max(1, boxes.length)
  }
  const heights = new Map(nodes.map(({ id }) => [id, heightOf(id)]))
  return [...nodes].sort((a, b) => (heights.get(a.id) ?? 0) - (heights.get(b.id) ?? 0))
}

/** Two nodes change places; which ones depends on the round only, so that every pair of neighbours gets its turn. */
function swapped(nodes: readonly PictureNode[], round: number): readonly PictureNode[] {
  const at = (round * 7919) % nodes.length
  const other = (at + 1 + (round % 5)) % nodes.length
  return nodes.map((node, index) => (index === at ? nodes[other] : index === other ? nodes[at] : node) ?? node)
}
