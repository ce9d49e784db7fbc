import { holdsPoint, type Point } from './boxes.ts'
import type { Layout, NodeBox, Picture } from './picture.ts'

/** Boxes that edges keep off, found by place. */
export interface Obstacles {
  add(box: NodeBox, owner: string): void
  /** Hands the owner of every box that holds the point to `visit`; an owner may come twice. */
  at(point: Point, visit: (owner: string) => void): void
  near(box: NodeBox): readonly Obstacle[]
}

export interface Obstacle {
  readonly box: NodeBox
  readonly owner: string
}

const CELL = 128
const MARGIN = 5

/** An index of boxes by the squares of a grid. */
export function createObstacles(): Obstacles {
  const cells = new Map<number, Obstacle[]>()
  return {
    add(box, owner) {
      for (const key of cellsOf(box)) {
        const cell = cells.get(key)
        if (cell) cell.push({ box, owner })
        else cells.set(key, [{ box, owner }])
      }
    },
    at(point, visit) {
      const cell = cells.get(cellKey(Math.floor(point.x / CELL), Math.floor(point.y / CELL)))
      if (!cell) return
      for (const { box, owner } of cell) if (holdsPoint(box, point)) visit(owner)
    },
    near(box) {
      return [...new Set([...cellsOf(box)].flatMap((key) => cells.get(key) ?? []))]
    },
  }
}

/** Everything edges must not cross: cards, pills, folded frames, and the titles of open frames (owner `title:…`). */
export function obstaclesOf(picture: Picture, layout: Layout): Obstacles {
  const obstacles = createObstacles()
  for (const node of picture.nodes) {
    const box = layout.get(node.id)
    if (!box) continue
    if (node.kind === 'namespace' && !node.folded)
      obstacles.add(titleBox(box, node.title, node.subtitle), `title:${node.id}`)
    else obstacles.add(grow(box, MARGIN), node.id)
  }
  return obstacles
}

/** The room of a frame's title and subtitle, with what folds it before them. */
export function titleBox(frame: NodeBox, title: string, subtitle: string): NodeBox {
  const width = Math.min(frame.width - 16, title.length * 7.6 + subtitle.length * 6.7 + 46)
  return { x: frame.x + 8, y: frame.y + 6, width, height: 24 }
}

function grow(box: NodeBox, by: number): NodeBox {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

function cellKey(x: number, y: number): number {
  return (x + 0x8000) * 0x10000 + (y + 0x8000)
}

function* cellsOf(box: NodeBox): Generator<number> {
  for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.width) / CELL); x += 1)
    for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.height) / CELL); y += 1) yield cellKey(x, y)
}
