import { centreOf, isInside, type Point } from './boxes.ts'
import { along, bezier, type Curve, endAngle, lengthOf, outward, polyline, type Side } from './curve.ts'
import { detours } from './detours.ts'
import { labelScale, measureLabel } from './measure-node.ts'
import { type Obstacle, type Obstacles, obstaclesOf } from './obstacles.ts'
import type { EdgeRoute, Layout, NodeBox, Picture, PictureEdge, Routes } from './picture.ts'
import { placeLabel, placeStubLabel } from './place-label.ts'
import { type Attachment, createPorts, type Ports } from './side-ports.ts'
import type { Way } from './way.ts'

/** What a way costs besides its length, in canvas units. */
const COST = { card: 900, frame: 36, title: 320, label: 110, lane: 3, turn: 30, unnatural: 60, shift: 6 }

const STUB_LENGTH = 46

/** Shorter than this an edge between a frame and a card in it is hard to see; and how far inside the border it ends. */
const READABLE = 40
const INSET = 3

/** Among more edges than this, fewer ways around are tried, so that routing stays a matter of milliseconds. */
const CROWD = 80
const CHANNELS = { alone: 10, inCrowd: 3 }

/** Half the room a line keeps for itself. */
const LANE = 4

/** How far a line moves along both of its sides to keep off others, once sides are chosen. */
const SHIFTS = [0, 16, -16, 32, -32]

/** What every way is looked for in. */
interface Routing {
  readonly layout: Layout
  readonly obstacles: Obstacles
  readonly ports: Ports
  /** The frame that each card stands in. */
  readonly frames: ReadonlyMap<string, string>
  readonly channels: number
  /** How much larger than usual labels are. */
  readonly scale: number
}

/**
 * The way of every edge: it attaches to the sides that face the other end, keeps off cards, labels and titles as far
 * as it can, and its label stands at a free place beside it. Edges of nodes without a place are left out.
 *
 * Sides are chosen first, for all edges; then edges that share a side are spaced along it and drawn.
 */
export function routeEdges(picture: Picture, layout: Layout): Routes {
  const edges = picture.edges.filter(({ from, to }) => layout.has(from) && layout.has(to))
  const obstacles = obstaclesOf(picture, layout)
  const channels = edges.length > CROWD ? CHANNELS.inCrowd : CHANNELS.alone
  const frames = new Map(
    picture.nodes.flatMap((node) =>
      'parent' in node && node.parent !== undefined ? [[node.id, node.parent] as const] : [],
    ),
  )
  const scale = labelScale(picture.nodes, edges)
  const loose = { layout, obstacles, channels, scale, frames, ports: createPorts(edges, layout, picture, new Map()) }
  const sides = new Map(edges.map((edge) => [edge.id, chooseWay(edge, waysOf(edge, loose), loose).sides]))
  const spaced = { ...loose, ports: createPorts(edges, layout, picture, sides) }
  const routes = new Map<string, EdgeRoute>()
  for (const edge of edges) {
    const ways = waysOf(edge, spaced, sides.get(edge.id))
    routes.set(edge.id, finish(edge, chooseWay(edge, ways, spaced).draw(), spaced))
  }
  return routes
}

function finish(edge: PictureEdge, curve: Curve, { obstacles, scale }: Routing): EdgeRoute {
  const label = labelAt(edge, curve.points, obstacles, scale)
  const box = { ...label, x: label.x - label.width / 2, y: label.y - label.height / 2 }
  obstacles.add({ kind: 'label', box, owner: edge.id })
  for (const lane of lanesOf(curve.points)) obstacles.add({ kind: 'lane', box: lane, owner: edge.id })
  const tip = curve.points.at(-1) ?? { x: 0, y: 0 }
  const free = edge.half?.admittedBy === 'source' ? tip : curve.points[0]
  return {
    edge: edge.id,
    path: curve.path,
    label,
    arrow: { x: tip.x, y: tip.y, angle: Math.round(endAngle(curve.points)) },
    ...(edge.half && free ? { blocked: { x: free.x, y: free.y } } : {}),
  }
}

function labelAt(edge: PictureEdge, points: readonly Point[], obstacles: Obstacles, scale: number): EdgeRoute['label'] {
  const sizes = [...new Set([scale, (scale + 1) / 2, 1])].map((each) => measureLabel(edge.label, each))
  const size = measureLabel(edge.label)
  const [first, last] = [points[0], points.at(-1)]
  if (!edge.half || !first || !last) return placeLabel(points, sizes, obstacles)
  return edge.half.admittedBy === 'source'
    ? placeStubLabel(first, last, size, obstacles)
    : placeStubLabel(last, first, size, obstacles)
}

/** The level and upright stretches of a line, as thin boxes that others keep off. */
function lanesOf(points: readonly Point[]): readonly NodeBox[] {
  const lanes: NodeBox[] = []
  let start = points[0]
  points.forEach((point, index) => {
    const next = points[index + 1]
    if (!start || (next && isLevel(start, next))) return
    if (isLevel(start, point) && start !== point) lanes.push(laneBetween(start, point))
    start = point
  })
  return lanes
}

function isLevel(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 1 || Math.abs(a.y - b.y) < 1
}

function laneBetween(a: Point, b: Point): NodeBox {
  const [x, y] = [Math.min(a.x, b.x) - LANE, Math.min(a.y, b.y) - LANE]
  return { x, y, width: Math.abs(a.x - b.x) + 2 * LANE, height: Math.abs(a.y - b.y) + 2 * LANE }
}

/** The cheapest way; ways that could not win by length alone are never looked at closely. */
function chooseWay(edge: PictureEdge, ways: readonly Way[], routing: Routing): Way {
  let best: { way: Way; cost: number } | undefined
  for (const way of [...ways].sort((a, b) => a.least - b.least)) {
    if (best && way.least >= best.cost) break
    const cost = way.least + crossings(way.draw().points, edge, routing)
    if (!best || cost < best.cost) best = { way, cost }
  }
  return best?.way ?? { sides: { from: 'right', to: 'left' }, least: 0, draw: () => ({ path: '', points: [] }) }
}

/** What it costs to run over cards, other frames, labels, titles and along other lines; the two ends count only in the middle of the way. */
function crossings(points: readonly Point[], edge: PictureEdge, { obstacles, frames }: Routing): number {
  const homes = [edge.from, edge.to, frames.get(edge.from), frames.get(edge.to)]
  const crossed = new Set<Obstacle>()
  let shared = 0
  points.forEach((point, index) => {
    const isMiddle = index > 3 && index < points.length - 4
    obstacles.at(point, (obstacle) => {
      const isOwn = obstacle.kind === 'card' && (obstacle.owner === edge.from || obstacle.owner === edge.to)
      if (obstacle.kind === 'lane') shared += COST.lane
      else if (obstacle.kind === 'frame') {
        if (!homes.includes(obstacle.owner)) crossed.add(obstacle)
      } else if (isMiddle || !isOwn) crossed.add(obstacle)
    })
  })
  let cost = shared
  for (const { kind } of crossed) cost += COST[kind]
  return cost
}

/** The ways an edge could take; with `only` those at these sides. */
function waysOf(edge: PictureEdge, routing: Routing, only?: Attachment): Way[] {
  const { layout, obstacles, ports, channels } = routing
  const [from, to] = [layout.get(edge.from), layout.get(edge.to)]
  if (!from || !to) return []
  const isWanted = (sides: Attachment) => !only || (sides.from === only.from && sides.to === only.to)
  if (edge.half) return stubs(edge, from, to, ports).filter(({ sides }) => isWanted(sides))
  if (edge.from === edge.to) return [loop(from)]
  if (isInside(to, from) || isInside(from, to))
    return nestedWays(edge, from, to, ports).filter(({ sides }) => isWanted(sides))
  const direct = sidePairs(from, to)
    .filter(({ sides }) => isWanted(sides))
    .flatMap(({ sides, extra }) => (only ? SHIFTS : [0]).map((shift) => directWay(edge, sides, extra, ports, shift)))
  const isClear = direct.some((way) => crossings(way.draw().points, edge, routing) === 0)
  return isClear ? direct : [...direct, ...detours(edge, from, to, obstacles, ports, isWanted, channels)]
}

function directWay(edge: PictureEdge, sides: Attachment, extra: number, ports: Ports, shift: number): Way {
  const { start, end } = ports.place(edge, sides, shift)
  const curve = bezier(start, sides.from, end, sides.to)
  return { sides, least: lengthOf(curve.points) + extra + (shift === 0 ? 0 : COST.shift), draw: () => curve }
}

/** Pairs of sides worth trying, the natural ones first; `extra` says how unnatural the others are. */
function sidePairs(from: NodeBox, to: NodeBox): { sides: Attachment; extra: number }[] {
  const [a, b] = [centreOf(from), centreOf(to)]
  const across: Attachment = a.x <= b.x ? { from: 'right', to: 'left' } : { from: 'left', to: 'right' }
  const down: Attachment = a.y <= b.y ? { from: 'bottom', to: 'top' } : { from: 'top', to: 'bottom' }
  const gapX = Math.max(to.x - (from.x + from.width), from.x - (to.x + to.width))
  const gapY = Math.max(to.y - (from.y + from.height), from.y - (to.y + to.height))
  // Through a narrow gap beside a wide one the line would have to turn back on itself.
  const isNarrow = gapX < 32 || (gapX < 72 && gapY > gapX)
  const natural = isNarrow ? down : across
  const other = natural === across ? down : across
  const isPossible = other === down ? gapY >= 24 : gapX >= 24
  return [
    { sides: natural, extra: 0 },
    ...(isPossible ? [{ sides: other, extra: COST.turn }] : []),
    { sides: { from: natural.from, to: other.to }, extra: COST.unnatural },
    { sides: { from: other.from, to: natural.to }, extra: COST.unnatural },
  ]
}

/** Between a frame and a card in it: straight between the inner border of the frame and the same side of the card. */
function nestedWays(edge: PictureEdge, from: NodeBox, to: NodeBox, ports: Ports): Way[] {
  const isOuterFirst = isInside(to, from)
  const [outer, inner] = isOuterFirst ? [from, to] : [to, from]
  const gaps: readonly (readonly [Side, number])[] = [
    ['left', inner.x - outer.x],
    ['bottom', outer.y + outer.height - inner.y - inner.height],
    ['right', outer.x + outer.width - inner.x - inner.width],
    ['top', inner.y - outer.y],
  ]
  const natural: Side = isOuterFirst ? 'left' : 'right'
  return gaps.map(([side, gap]) => {
    const sides: Attachment = { from: side, to: side }
    const { start, end } = ports.place(edge, sides)
    const own = isOuterFirst ? end : start
    const border = onBorder(outer, side, own)
    const curve = polyline(isOuterFirst ? [border, own] : [own, border])
    const extra = (gap < READABLE ? COST.unnatural : 0) + (side === natural ? 0 : COST.turn)
    return { sides, least: gap / 2 + extra, draw: () => curve }
  })
}

/** The point of a side of `box` that is level with `point`, a little inside. */
function onBorder(box: NodeBox, side: Side, point: Point): Point {
  if (side === 'left') return { x: box.x + INSET, y: point.y }
  if (side === 'right') return { x: box.x + box.width - INSET, y: point.y }
  return { x: point.x, y: side === 'top' ? box.y + INSET : box.y + box.height - INSET }
}

/** From a thing to itself: out at the right, back at the bottom. */
function loop(box: NodeBox): Way {
  const start = { x: box.x + box.width, y: box.y + box.height - 22 }
  const end = { x: box.x + box.width - 26, y: box.y + box.height }
  const corner = { x: start.x + 24, y: end.y + 22 }
  const curve = polyline([start, { x: corner.x, y: start.y }, corner, { x: end.x, y: corner.y }, end])
  return { sides: { from: 'right', to: 'bottom' }, least: 0, draw: () => curve }
}

/** A stub at the admitting end: it points at the other end and stops short. */
function stubs(edge: PictureEdge, from: NodeBox, to: NodeBox, ports: Ports): Way[] {
  const isSource = edge.half?.admittedBy === 'source'
  const isNested = edge.from === edge.to || isInside(from, to) || isInside(to, from)
  const outwards: Attachment = { from: 'right', to: 'left' }
  const pairs = isNested ? [{ sides: outwards, extra: 0 }] : sidePairs(from, to)
  return pairs.map(({ sides, extra }) => {
    const { start, end } = ports.place(edge, sides)
    const [own, side] = isSource ? [start, sides.from] : [end, sides.to]
    const free = along(own, outward(side), STUB_LENGTH)
    const curve = polyline(isSource ? [own, free] : [free, own])
    return { sides, least: STUB_LENGTH + extra, draw: () => curve }
  })
}
