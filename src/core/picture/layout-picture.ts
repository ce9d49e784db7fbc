import { type Anchor, arrangeBlocks, type Block } from './arrange-blocks.ts'
import { boundsOf, moveBox } from './boxes.ts'
import { MOST_STUB_WORDS, wordsAtEdge } from './edge-words.ts'
import { layoutFrame } from './layout-frame.ts'
import { FRAME_PADDING, labelScale, MOST_LABELLED, measureLabel, measureNode, measureNotes } from './measure-node.ts'
import type { Layout, NodeBox, Picture, PictureEdge, PictureNode, Positions } from './picture.ts'

/** A frame, or a node without one, with everything in it placed relative to its corner. */
interface Placed {
  readonly block: Block
  /** Relative to the block's corner; the frame itself is not among them. */
  readonly cards: ReadonlyMap<string, NodeBox>
}

/**
 * Places every node: the same picture gives the same places. Nodes in `positions` stand exactly where a person put
 * them (a frame takes along its children that have no place of their own), and frames grow to hold moved children.
 * Nodes of the `previous` layout keep their places as far as nothing overlaps.
 */
export function layoutPicture(picture: Picture, chosen: Positions, before?: Layout): Layout {
  const { positions, previous } = splitPositions(chosen, before)
  const placed = topNodes(picture).map((node) => placeInside(picture, node, previous))
  const wanted = arrangeBlocks(
    placed.map(({ block }) => block),
    topLinks(picture),
    anchorsOf(picture, placed),
    keptCorners(placed, positions, previous),
  )
  const layout = new Map<string, NodeBox>()
  for (const { block, cards } of placed) {
    const corner = wanted.get(block.id) ?? block
    for (const [id, box] of cards) layout.set(id, movedCard(moveBox(box, corner.x, corner.y), positions[id]))
    const { x, y } = corner
    const { width, height } = block
    layout.set(block.id, cards.size === 0 ? { x, y, width, height } : growFrame(corner, block, cards, layout))
  }
  return layout
}

/** What was tidied is where it was before, and not where a person put it. */
function splitPositions(chosen: Positions, before: Layout | undefined) {
  const entries = Object.entries(chosen)
  const tidied = entries.filter(([, place]) => place.tidied)
  if (tidied.length === 0) return { positions: chosen, previous: before }
  const places = tidied.map(([id, { x, y }]) => [id, { width: 0, height: 0, ...before?.get(id), x, y }] as const)
  return {
    positions: Object.fromEntries(entries.filter(([, place]) => !place.tidied)),
    previous: new Map([...(before ?? []), ...places]),
  }
}

function movedCard(box: NodeBox, moved: { readonly x: number; readonly y: number } | undefined): NodeBox {
  return moved ? { ...box, x: moved.x, y: moved.y } : box
}

/** The frame at `corner`, wide enough for its title and all of its children where they are now. */
function growFrame(
  corner: { readonly x: number; readonly y: number },
  block: Block,
  cards: ReadonlyMap<string, NodeBox>,
  layout: Layout,
): NodeBox {
  const children = [...cards.keys()].flatMap((id) => layout.get(id) ?? [])
  const title = { x: corner.x, y: corner.y, width: block.minWidth, height: 60 }
  return boundsOf([title, ...children.map(withPadding)]) ?? title
}

function withPadding(box: NodeBox): NodeBox {
  return {
    x: box.x - FRAME_PADDING.left,
    y: box.y - FRAME_PADDING.top,
    width: box.width + FRAME_PADDING.left + FRAME_PADDING.right,
    height: box.height + FRAME_PADDING.top + FRAME_PADDING.bottom,
  }
}

function topNodes(picture: Picture): readonly PictureNode[] {
  return picture.nodes.filter((node) => parentOf(node) === undefined)
}

function parentOf(node: PictureNode): string | undefined {
  return node.kind === 'workload' || node.kind === 'group' ? node.parent : undefined
}

function placeInside(picture: Picture, node: PictureNode, previous: Layout | undefined): Placed {
  const children = node.kind === 'namespace' ? picture.nodes.filter((child) => parentOf(child) === node.id) : []
  const size = measureNode(node)
  const widthOf = labelWidths(picture)
  const base = {
    id: node.id,
    minWidth: size.width,
    isFrame: node.kind === 'namespace',
    below: measureNotes(node).height,
    label: widestLabel(picture, node, widthOf),
  }
  if (children.length === 0) return { block: { ...base, x: 0, y: 0, ...size }, cards: new Map() }
  const cards = layoutFrame(
    {
      cards: children.map((child) => ({ id: child.id, size: measureNode(child) })),
      ...innerLinks(picture, node.id, new Set(children.map(({ id }) => id)), widthOf),
    },
    relativePlaces(children, previous, node.id),
  )
  const box = boundsOf([{ x: 0, y: 0, width: size.width, height: 60 }, ...[...cards.values()].map(withPadding)])
  return { block: { ...base, x: 0, y: 0, width: box?.width ?? 0, height: box?.height ?? 0 }, cards }
}

function relativePlaces(children: readonly PictureNode[], previous: Layout | undefined, frame: string) {
  const corner = previous?.get(frame)
  const places = new Map<string, { x: number; y: number }>()
  for (const { id } of corner ? children : []) {
    const box = previous?.get(id)
    if (box && corner) places.set(id, { x: box.x - corner.x, y: box.y - corner.y })
  }
  return places
}

/** The room for what is written at the edges of a picture. */
function labelWidths({ nodes, edges }: Picture): (edge: PictureEdge) => number {
  const scale = labelScale(nodes, edges)
  const isCrowd = edges.length > MOST_LABELLED
  const isStubSilent = edges.filter(({ half }) => half).length > MOST_STUB_WORDS
  return (edge) => {
    if (edge.half && isStubSilent) return 0
    return isCrowd ? measureLabel(`✓ ${edge.label}`).width : measureLabel(`✓ ${wordsAtEdge(edge)}`, scale).width
  }
}

/** Of what stands outside all frames: how wide the labels at it are. */
function widestLabel({ edges }: Picture, { id, kind }: PictureNode, widthOf: (edge: PictureEdge) => number): number {
  if (kind === 'namespace' || edges.length > MOST_LABELLED) return 0
  const own = edges.filter(({ from, to }) => from === id || to === id)
  return own.reduce((widest, edge) => Math.max(widest, widthOf(edge)), 0)
}

function innerLinks(
  picture: Picture,
  frame: string,
  inside: ReadonlySet<string>,
  widthOf: (edge: PictureEdge) => number,
) {
  const links = new Map<string, Set<string>>()
  const labelWidths = new Map<string, number>()
  const leads = new Map<string, number>()
  for (const edge of picture.edges) {
    const { from, to, half } = edge
    if (from === to || !inside.has(to)) continue
    const width = widthOf(edge)
    if (from === frame && !half) leads.set(to, Math.max(leads.get(to) ?? 0, width))
    if (!inside.has(from)) continue
    addLink(links, from, to)
    labelWidths.set(from, Math.max(labelWidths.get(from) ?? 0, width))
  }
  return { links, labelWidths, leads }
}

/** Edges between different blocks, lifted from cards to the frames that hold them. */
function topLinks(picture: Picture): ReadonlyMap<string, ReadonlySet<string>> {
  const blockOf = new Map(picture.nodes.map((node) => [node.id, parentOf(node) ?? node.id]))
  const links = new Map<string, Set<string>>()
  for (const { from, to } of picture.edges) {
    const [source, target] = [blockOf.get(from), blockOf.get(to)]
    if (source !== undefined && target !== undefined && source !== target) addLink(links, source, target)
  }
  return links
}

/** For every node outside the frames: the heights of what it has edges with. */
function anchorsOf(picture: Picture, placed: readonly Placed[]): ReadonlyMap<string, readonly Anchor[]> {
  const places = new Map<string, Anchor>()
  for (const { block, cards } of placed) {
    if (block.isFrame) places.set(block.id, { block: block.id, dy: block.height / 2 })
    for (const [id, card] of cards) places.set(id, { block: block.id, dy: card.y + card.height / 2 })
  }
  const anchors = new Map<string, Anchor[]>()
  for (const { from, to } of picture.edges) {
    for (const [own, other] of [[from, to] as const, [to, from] as const]) {
      const place = places.get(other)
      if (place && !places.has(own)) anchors.set(own, [...(anchors.get(own) ?? []), place])
    }
  }
  return anchors
}

function addLink(links: Map<string, Set<string>>, from: string, to: string): void {
  const targets = links.get(from)
  if (targets) targets.add(to)
  else links.set(from, new Set([to]))
}

/** Corners that are settled: moved by a person (`fixed`), or as they were. */
function keptCorners(placed: readonly Placed[], positions: Positions, previous: Layout | undefined) {
  const corners = new Map<string, { x: number; y: number; fixed: boolean }>()
  for (const { block } of placed) {
    const [moved, was] = [positions[block.id], previous?.get(block.id)]
    if (moved) corners.set(block.id, { x: moved.x, y: moved.y, fixed: true })
    else if (was) corners.set(block.id, { x: was.x, y: was.y, fixed: false })
  }
  return corners
}
