import { boundsOf } from './boxes.ts'
import { flowLayers, type Links } from './flow-layers.ts'
import { FRAME_PADDING, type Size } from './measure-node.ts'
import type { NodeBox } from './picture.ts'
import { settleBelow } from './settle-boxes.ts'

/** What a frame holds: cards with their sizes, and the flows among them with the widths of their labels. */
export interface FrameContent {
  readonly cards: readonly { readonly id: string; readonly size: Size }[]
  readonly links: Links
  /** By source id: the widest label of an edge that leaves it inside the frame. */
  readonly labelWidths: ReadonlyMap<string, number>
  /** By card id: the widest label of an edge that comes from the frame itself. */
  readonly leads: ReadonlyMap<string, number>
}

const GAP = { column: 92, loose: 44, row: 28, widest: 240, labelMargin: 28 }

/** Cards that were there keep their place only while they are at least this share of all. */
const KEPT_SHARE = 0.5

/**
 * Places the cards of one frame, relative to the frame's corner: flow from left to right in columns, the cards
 * without flows among them in a grid below. Cards with a `previous` place keep it, and new ones settle around them.
 */
export function layoutFrame(
  content: FrameContent,
  previous: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): ReadonlyMap<string, NodeBox> {
  const fresh = freshLayout(content)
  const kept = content.cards.filter(({ id }) => previous.has(id))
  if (kept.length === 0 || kept.length < content.cards.length * KEPT_SHARE) return fresh
  const placed = new Map<string, NodeBox>()
  for (const { id, size } of [...kept, ...content.cards.filter((card) => !previous.has(card.id))]) {
    const { x, y } = previous.get(id) ?? fresh.get(id) ?? { x: 0, y: 0 }
    placed.set(id, settleBelow({ x, y, ...size }, [...placed.values()], GAP.row - 8))
  }
  return placed
}

/** The columns, as far from the left border as labels of what comes from the frame to the first cards need. */
function freshLayout(content: FrameContent): ReadonlyMap<string, NodeBox> {
  const placed = placeAll(content)
  const leads = [...placed].map(([id, { x }]) => (x === FRAME_PADDING.left ? (content.leads.get(id) ?? 0) : 0))
  const widest = Math.max(0, ...leads)
  const shift = widest === 0 ? 0 : Math.min(GAP.widest, widest + GAP.labelMargin) - FRAME_PADDING.left
  return new Map([...placed].map(([id, box]) => [id, { ...box, x: box.x + Math.max(0, shift) }]))
}

function placeAll(content: FrameContent): ReadonlyMap<string, NodeBox> {
  const linked = new Set([...content.links].flatMap(([from, targets]) => [from, ...targets]))
  const flowing = placeColumns(toColumns(content, linked), content)
  const loose = content.cards.filter(({ id }) => !linked.has(id))
  const top = boundsOf(flowing.values())
  const grid = placeGrid(loose, top ? top.y + top.height + GAP.row : FRAME_PADDING.top, top?.width ?? 0)
  return new Map([...flowing, ...grid])
}

/** Cards with flows, by layer; a layer too tall for the frame takes several columns. */
function toColumns(content: FrameContent, linked: ReadonlySet<string>): string[][] {
  const ids = content.cards.filter(({ id }) => linked.has(id)).map(({ id }) => id)
  const layers = flowLayers(ids, content.links)
  const byLayer: string[][] = []
  for (const id of ids) {
    const layer = layers.get(id) ?? 0
    byLayer[layer] = [...(byLayer[layer] ?? []), id]
  }
  const tallest = Math.max(4, Math.ceil(Math.sqrt(ids.length * 1.2)))
  return byLayer.flatMap((layer) => chunk(layer, Math.ceil(layer.length / Math.ceil(layer.length / tallest))))
}

function placeColumns(columns: readonly (readonly string[])[], content: FrameContent): Map<string, NodeBox> {
  const placed = new Map<string, NodeBox>()
  const sizes = new Map(content.cards.map(({ id, size }) => [id, size]))
  let x = FRAME_PADDING.left
  for (const column of columns) {
    let y = FRAME_PADDING.top
    for (const { id, wanted } of inOrderOfSources(column, content.links, placed)) {
      const size = sizes.get(id) ?? { width: 0, height: 0 }
      const box = { x, y: Math.max(y, wanted ?? y), ...size }
      placed.set(id, box)
      y = box.y + box.height + GAP.row
    }
    const widest = Math.max(...column.map((id) => sizes.get(id)?.width ?? 0))
    const label = Math.max(...column.map((id) => content.labelWidths.get(id) ?? 0))
    x += widest + Math.min(GAP.widest, Math.max(GAP.column, label + GAP.labelMargin))
  }
  return placed
}

/** The cards of a column, each with the mean height of what flows into it, so that chains run straight. */
function inOrderOfSources(column: readonly string[], links: Links, placed: ReadonlyMap<string, NodeBox>) {
  return column
    .map((id) => {
      const tops = [...placed].flatMap(([source, box]) => (links.get(source)?.has(id) ? [box.y] : []))
      return tops.length > 0 ? { id, wanted: tops.reduce((sum, top) => sum + top, 0) / tops.length } : { id }
    })
    .map((card) => ({ wanted: undefined, ...card }))
    .sort((a, b) => (a.wanted ?? Infinity) - (b.wanted ?? Infinity) || 0)
}

/** Cards without flows, in rows that are at least as long as what stands above them is wide. */
function placeGrid(cards: FrameContent['cards'], top: number, width: number): Map<string, NodeBox> {
  const placed = new Map<string, NodeBox>()
  const widest = Math.max(0, ...cards.map(({ size }) => size.width))
  const fitting = Math.floor((width + GAP.loose) / (widest + GAP.loose))
  const rows = chunk(cards, Math.max(1, fitting, gridColumns(cards.length)))
  const widths: number[] = []
  for (const row of rows) for (const [at, { size }] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, size.width)
  let y = top
  for (const row of rows) {
    let x = FRAME_PADDING.left
    row.forEach(({ id, size }, at) => {
      placed.set(id, { x, y, ...size })
      x += (widths[at] ?? 0) + GAP.loose
    })
    y += Math.max(...row.map(({ size }) => size.height)) + GAP.row
  }
  return placed
}

/** So many columns that a grid of ordinary cards with its gaps is wider than tall. */
function gridColumns(count: number): number {
  return Math.ceil(Math.sqrt(count * 1.2))
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = []
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size))
  return chunks
}
