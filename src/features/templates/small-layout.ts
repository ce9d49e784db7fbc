import type { SmallEdge, SmallNode, SmallPicture } from '../../core/authoring/templates/small-picture.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A small picture with places: what an SVG needs, in its own units. */
export interface SmallLayout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly (Box & { readonly node: SmallNode })[]
  readonly edges: readonly PlacedEdge[]
}

export interface PlacedEdge {
  readonly edge: SmallEdge
  readonly from: Point
  readonly to: Point
}

interface Point {
  readonly x: number
  readonly y: number
}

const NODE_HEIGHT = 22
const ROW_GAP = 10
/** Between columns at least: an arrow and, at most, two frames' edges. */
const COLUMN_GAP = 46
const FRAME_PAD = 8
const FRAME_HEAD = 16
/** About as wide as a letter of the labels is. */
const LETTER = 6.5

/** Lays the boxes out on their grid; every column is as wide as its widest box, frames lie around their own. */
export function layoutSmall({ nodes, edges }: SmallPicture): SmallLayout {
  const inner = nodes.filter(({ kind }) => kind !== 'namespace')
  const frames = nodes.filter(({ kind }) => kind === 'namespace')
  const pad = frames.length > 0 ? { side: FRAME_PAD + 1, top: FRAME_HEAD + 1 } : { side: 1, top: 1 }
  const words = Math.max(0, ...edges.map(({ label = '' }) => label.length * LETTER + 2 * FRAME_PAD))
  const columns = placeColumns(inner, pad.side, Math.max(COLUMN_GAP, words))
  const boxes = new Map(inner.map((node) => [node.id, placeNode(node, columns, pad.top)]))
  const framed = frames.map((node) => ({ node, ...around(inner, node, boxes) }))
  const all = [...framed, ...inner.flatMap((node) => ({ node, ...boxOf(boxes, node.id) }))]
  return {
    width: Math.max(...all.map(({ x, width }) => x + width)) + 1,
    height: Math.max(...all.map(({ y, height }) => y + height)) + 1,
    nodes: all,
    edges: edges.map((edge) => placeEdge(edge, boxOf(boxes, edge.from), boxOf(boxes, edge.to))),
  }
}

interface Column {
  readonly x: number
  readonly width: number
}

function placeColumns(nodes: readonly SmallNode[], left: number, gap: number): readonly Column[] {
  const columns: Column[] = []
  let x = left
  for (let column = 0; column <= Math.max(...nodes.map((node) => node.column)); column += 1) {
    const labels = nodes.filter((node) => node.column === column).map(({ label }) => label.length)
    const width = Math.max(40, ...labels.map((letters) => letters * LETTER + 16))
    columns.push({ x, width })
    x += width + gap
  }
  return columns
}

function placeNode({ column, row }: SmallNode, columns: readonly Column[], top: number): Box {
  const { x, width } = columns[column] ?? { x: 0, width: 0 }
  return { x, y: top + row * (NODE_HEIGHT + ROW_GAP), width, height: NODE_HEIGHT }
}

/** A frame around what lies within it, with room for its name. */
function around(inner: readonly SmallNode[], frame: SmallNode, boxes: ReadonlyMap<string, Box>): Box {
  const own = inner.filter(({ within }) => within === frame.id).map(({ id }) => boxOf(boxes, id))
  const x = Math.min(...own.map((box) => box.x)) - FRAME_PAD
  const y = Math.min(...own.map((box) => box.y)) - FRAME_HEAD
  const right = Math.max(...own.map((box) => box.x + box.width)) + FRAME_PAD
  const bottom = Math.max(...own.map((box) => box.y + box.height)) + FRAME_PAD
  return { x, y, width: Math.max(right - x, frame.label.length * LETTER + 14), height: bottom - y }
}

function boxOf(boxes: ReadonlyMap<string, Box>, id: string): Box {
  const box = boxes.get(id)
  if (!box) throw new Error(`a small picture without ${id}`)
  return box
}

/** From side to side, whichever way it runs. */
function placeEdge(edge: SmallEdge, from: Box, to: Box): PlacedEdge {
  const isBackward = to.x < from.x
  const middle = ({ y, height }: Box) => y + height / 2
  const start = { x: isBackward ? from.x : from.x + from.width, y: middle(from) }
  const end = { x: isBackward ? to.x + to.width + 3 : to.x - 3, y: middle(to) }
  return { edge, from: start, to: end }
}
