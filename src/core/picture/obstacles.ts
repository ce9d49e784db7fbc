import { holdsPoint, isOverlapping, type Point } from './boxes.ts'
import { measureName, measureNotes, type Size } from './measure-node.ts'
import type { Layout, NodeBox, Picture } from './picture.ts'

/** Boxes that edges keep off, found by place. */
export interface Obstacles {
  add(obstacle: Obstacle): void
  /** Hands every obstacle that holds the point to `visit`. */
  at(point: Point, visit: (obstacle: Obstacle) => void): void
  /** The obstacles that overlap a box. */
  near(box: NodeBox): Iterable<Obstacle>
}

export interface Obstacle {
  /** Cards, pills and folded frames are `card`, open frames `frame`; `lane` is a stretch of another line. */
  readonly kind: 'card' | 'frame' | 'title' | 'label' | 'lane'
  readonly box: NodeBox
  /** The id of the node or edge it belongs to. */
  readonly owner: string
}

const CELL = 128
const MARGIN = 5

/** An index of boxes by the squares of a grid. */
export function createObstacles(): Obstacles {
  const cells = new Map<number, Obstacle[]>()
  return {
    add(obstacle) {
      for (const key of cellsOf(obstacle.box)) {
        const cell = cells.get(key)
        if (cell) cell.push(obstacle)
        else cells.set(key, [obstacle])
      }
    },
    at(point, visit) {
      const cell = cells.get(cellKey(Math.floor(point.x / CELL), Math.floor(point.y / CELL)))
      if (!cell) return
      for (const obstacle of cell) if (holdsPoint(obstacle.box, point)) visit(obstacle)
    },
    near(box) {
      const found = new Set<Obstacle>()
      for (const key of cellsOf(box))
        for (const obstacle of cells.get(key) ?? []) if (isOverlapping(obstacle.box, box)) found.add(obstacle)
      return found
    },
  }
}

/** Everything edges must not cross: cards, pills, folded frames, and the titles of open frames. */
export function obstaclesOf(picture: Picture, layout: Layout): Obstacles {
  const obstacles = createObstacles()
  for (const node of picture.nodes) {
    const box = layout.get(node.id)
    if (!box) continue
    if (node.kind === 'namespace' && !node.folded) {
      obstacles.add({ kind: 'frame', box, owner: node.id })
      obstacles.add({ kind: 'title', box: titleBox(box, node.title, node.subtitle), owner: node.id })
    } else obstacles.add({ kind: 'card', box: grow(box, MARGIN), owner: node.id })
    const notes = measureNotes(node)
    if (notes.height > 0) obstacles.add({ kind: 'title', box: below(box, notes), owner: node.id })
  }
  return obstacles
}

/** The room of a frame's title and subtitle, with what folds it before them. */
export function titleBox(frame: NodeBox, title: string, subtitle: string): NodeBox {
  const width = Math.min(frame.width - 16, measureName(title) + subtitle.length * 6.7 + 46)
  return { x: frame.x + 8, y: frame.y + 6, width, height: 24 }
}

function below({ x, y, width, height }: NodeBox, size: Size): NodeBox {
  return { x: x + width / 2 - size.width / 2, y: y + height, ...size }
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
