import { boundsOf } from './boxes.ts'
import type { Links } from './flow-layers.ts'
import type { NodeBox } from './picture.ts'

/** What is packed: its size, and an identity by which links name it. */
interface Packed {
  readonly id: string
  readonly width: number
  readonly height: number
}

/** Width to height of the room that a picture is seen in. */
const ASPECT = 1.8

/**
 * Places things in rows, keeping their order, with `gap` between them; of all row widths the one with which
 * everything is seen from the nearest. Each row is shifted towards what its things are linked with in the row above.
 */
export function packRows(things: readonly Packed[], links: Links, gap: number): ReadonlyMap<string, NodeBox> {
  const rows = bestRows(things, gap)
  const widest = Math.max(0, ...rows.map((row) => rowWidth(row, gap)))
  const placed = new Map<string, NodeBox>()
  let y = 0
  for (const row of rows) {
    let x = rowStart(row, widest - rowWidth(row, gap), links, placed, gap)
    for (const { id, width, height } of row) {
      placed.set(id, { x, y, width, height })
      x += width + gap
    }
    y += rowHeight(row) + gap
  }
  return placed
}

function bestRows(things: readonly Packed[], gap: number): Packed[][] {
  let best: { rows: Packed[][]; distance: number } | undefined
  for (const width of candidateWidths(things, gap)) {
    const rows = breakRows(things, width, gap)
    const height = rows.reduce((sum, row) => sum + rowHeight(row) + gap, -gap)
    const distance = Math.max(Math.max(...rows.map((row) => rowWidth(row, gap))) / ASPECT, height)
    if (!best || distance < best.distance) best = { rows, distance }
  }
  return best?.rows ?? []
}

/** The widths of the first n things in one row, for every n, and of the widest thing alone. */
function candidateWidths(things: readonly Packed[], gap: number): number[] {
  const widest = Math.max(0, ...things.map(({ width }) => width))
  let sum = -gap
  const widths = things.map(({ width }) => {
    sum += width + gap
    return Math.max(sum, widest)
  })
  return [...new Set([widest, ...widths.slice(0, 200)])]
}

function breakRows(things: readonly Packed[], width: number, gap: number): Packed[][] {
  const rows: Packed[][] = []
  let filled = 0
  for (const thing of things) {
    const row = rows.at(-1)
    filled += gap + thing.width
    if (row && filled <= width) row.push(thing)
    else {
      rows.push([thing])
      filled = thing.width
    }
  }
  return rows
}

function rowWidth(row: readonly Packed[], gap: number): number {
  return row.reduce((sum, { width }) => sum + width + gap, -gap)
}

function rowHeight(row: readonly Packed[]): number {
  return Math.max(...row.map(({ height }) => height))
}

/** Where a row starts: within `slack`, so that its middle comes under what it is linked with; else at the left. */
function rowStart(
  row: readonly Packed[],
  slack: number,
  links: Links,
  placed: ReadonlyMap<string, NodeBox>,
  gap: number,
): number {
  const ids = row.map(({ id }) => id)
  const related = [...placed].filter(([other]) =>
    ids.some((id) => links.get(id)?.has(other) || links.get(other)?.has(id)),
  )
  const bounds = boundsOf(related.map(([, box]) => box))
  if (!bounds) return 0
  return Math.min(slack, Math.max(0, bounds.x + bounds.width / 2 - rowWidth(row, gap) / 2))
}
