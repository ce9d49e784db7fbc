import { centreOf, isInside, type Point } from './boxes.ts'
import { along, bezier, type Curve, distance, endAngle, outward, polyline, type Side } from './curve.ts'
import { measureLabel } from './measure-node.ts'
import { type Obstacles, obstaclesOf } from './obstacles.ts'
import type { EdgeRoute, Layout, NodeBox, Picture, PictureEdge, Routes } from './picture.ts'
import { placeLabel } from './place-label.ts'
import { createPorts, type Ports } from './side-ports.ts'

/** What a candidate way costs besides its length, in canvas units. */
const COST = { card: 260, title: 90, turn: 30, detour: 60 }

const STUB_LENGTH = 46

/**
 * The way of every edge: it attaches to the sides that face the other end, keeps off cards, labels and titles as far
 * as it can, and its label stands at a free place beside it. Edges of nodes without a place are left out.
 */
export function routeEdges(picture: Picture, layout: Layout): Routes {
  const obstacles = obstaclesOf(picture, layout)
  const ports = createPorts(picture.edges, layout)
  const routes = new Map<string, EdgeRoute>()
  for (const edge of picture.edges) {
    const [from, to] = [layout.get(edge.from), layout.get(edge.to)]
    if (from && to)
      routes.set(
        edge.id,
        edge.half ? routeStub(edge, from, to, obstacles, ports) : route(edge, from, to, obstacles, ports),
      )
  }
  return routes
}

function route(edge: PictureEdge, from: NodeBox, to: NodeBox, obstacles: Obstacles, ports: Ports): EdgeRoute {
  const curves = edge.from === edge.to ? [loop(from)] : candidates(edge, from, to, obstacles, ports)
  return finish(edge, cheapest(curves, edge, obstacles), obstacles)
}

function finish(edge: PictureEdge, curve: Curve, obstacles: Obstacles): EdgeRoute {
  const label = placeLabel(curve.points, measureLabel(edge.label), obstacles)
  obstacles.add(toBox(label), `label:${edge.id}`)
  const tip = curve.points.at(-1) ?? { x: 0, y: 0 }
  return { edge: edge.id, path: curve.path, label, arrow: { ...tip, angle: Math.round(endAngle(curve.points)) } }
}

function toBox(label: EdgeRoute['label']): NodeBox {
  return { ...label, x: label.x - label.width / 2, y: label.y - label.height / 2 }
}

function cheapest(curves: readonly (Curve & { readonly extra: number })[], edge: PictureEdge, obstacles: Obstacles) {
  let best: { curve: Curve; cost: number } | undefined
  for (const curve of curves) {
    const cost = curve.extra + lengthOf(curve.points) + crossings(curve.points, edge, obstacles)
    if (!best || cost < best.cost) best = { curve, cost }
  }
  return best?.curve ?? { path: '', points: [] }
}

function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => sum + distance(points[index - 1] ?? point, point), 0)
}

/** What it costs to run over the cards, labels and titles that are in the way; the two ends do not count. */
function crossings(points: readonly Point[], edge: PictureEdge, obstacles: Obstacles): number {
  const crossed = new Set<string>()
  for (const point of points.slice(1, -1)) for (const owner of obstacles.at(point)) crossed.add(owner)
  let cost = 0
  for (const owner of crossed) {
    if (owner === edge.from || owner === edge.to) cost += isAtEnd(points, owner, obstacles) ? 0 : COST.card
    else cost += owner.includes(':') && /^(title|label):/.test(owner) ? COST.title : COST.card
  }
  return cost
}

/** Whether a curve touches one of its own ends only where it leaves or arrives. */
function isAtEnd(points: readonly Point[], owner: string, obstacles: Obstacles): boolean {
  const middle = points.slice(4, -4)
  return !middle.some((point) => obstacles.at(point).includes(owner))
}

type Candidate = Curve & { readonly extra: number }

function candidates(edge: PictureEdge, from: NodeBox, to: NodeBox, obstacles: Obstacles, ports: Ports): Candidate[] {
  const pairs = sidePairs(from, to)
  const direct = pairs.map(({ sides: [out, into], extra }) => ({
    ...bezier(ports.place(edge, 'from', out), out, ports.place(edge, 'to', into), into),
    extra,
  }))
  const isClear = direct.some((curve) => curve.extra === 0 && crossings(curve.points, edge, obstacles) === 0)
  if (isClear || isInside(to, from) || isInside(from, to)) return direct
  return [...direct, ...detours(edge, from, to, obstacles, ports)]
}

/** Pairs of sides worth trying, the natural ones first; `extra` says how unnatural the others are. */
function sidePairs(from: NodeBox, to: NodeBox): { sides: readonly [Side, Side]; extra: number }[] {
  if (isInside(to, from)) return insidePairs(from, to, false)
  if (isInside(from, to)) return insidePairs(to, from, true)
  const [a, b] = [centreOf(from), centreOf(to)]
  const across: readonly [Side, Side] = a.x <= b.x ? ['right', 'left'] : ['left', 'right']
  const down: readonly [Side, Side] = a.y <= b.y ? ['bottom', 'top'] : ['top', 'bottom']
  const gapX = Math.max(to.x - (from.x + from.width), from.x - (to.x + to.width))
  const gapY = Math.max(to.y - (from.y + from.height), from.y - (to.y + to.height))
  const natural = gapX >= 32 ? across : down
  const other = natural === across ? down : across
  const isPossible = other === down ? gapY >= 24 : gapX >= 24
  return [
    { sides: natural, extra: 0 },
    ...(isPossible ? [{ sides: other, extra: COST.turn }] : []),
    { sides: [natural[0], other[1]], extra: 2 * COST.turn },
    { sides: [other[0], natural[1]], extra: 2 * COST.turn },
  ]
}

/** Between a frame and a card in it: a short way from the nearest border of the frame to the same side of the card. */
function insidePairs(outer: NodeBox, inner: NodeBox, isOutwards: boolean) {
  const gaps: readonly (readonly [Side, number])[] = [
    ['bottom', outer.y + outer.height - inner.y - inner.height],
    ['left', inner.x - outer.x],
    ['right', outer.x + outer.width - inner.x - inner.width],
    ['top', inner.y - outer.y + 40],
  ]
  return gaps.map(([side, gap]) => {
    const sides: readonly [Side, Side] = [side, side]
    return { sides: isOutwards ? sides : sides, extra: gap }
  })
}

/** Ways around what is in between: above or below it, or left or right of it. */
function detours(edge: PictureEdge, from: NodeBox, to: NodeBox, obstacles: Obstacles, ports: Ports): Candidate[] {
  const hull = {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.max(from.x + from.width, to.x + to.width) - Math.min(from.x, to.x),
    height: Math.max(from.y + from.height, to.y + to.height) - Math.min(from.y, to.y),
  }
  const boxes = obstacles.near(hull).map(({ box }) => box)
  const rows = channels(
    boxes.flatMap(({ y, height }) => [y - 10, y + height + 10]),
    hull.y - 24,
    hull.y + hull.height + 24,
  )
  const columns = channels(
    boxes.flatMap(({ x, width }) => [x - 12, x + width + 12]),
    hull.x - 24,
    hull.x + hull.width + 24,
  )
  const ways: Candidate[] = []
  for (const y of rows) {
    for (const [out, into] of [
      ['right', 'left'],
      ['left', 'right'],
      ['bottom', 'top'],
      ['top', 'bottom'],
      ['top', 'top'],
      ['bottom', 'bottom'],
    ] as const) {
      const [start, end] = [ports.place(edge, 'from', out), ports.place(edge, 'to', into)]
      const [a, b] = [along(start, outward(out), 18), along(end, outward(into), 18)]
      ways.push({ ...polyline([start, a, { x: a.x, y }, { x: b.x, y }, b, end]), extra: COST.detour })
    }
  }
  for (const x of columns) {
    for (const [out, into] of [
      ['right', 'left'],
      ['left', 'right'],
      ['bottom', 'top'],
      ['top', 'bottom'],
      ['left', 'left'],
      ['right', 'right'],
    ] as const) {
      const [start, end] = [ports.place(edge, 'from', out), ports.place(edge, 'to', into)]
      const [a, b] = [along(start, outward(out), 18), along(end, outward(into), 18)]
      ways.push({ ...polyline([start, a, { x, y: a.y }, { x, y: b.y }, b, end]), extra: COST.detour })
    }
  }
  return ways
}

/** Up to a dozen different lines between `least` and `most`, spread over the whole. */
function channels(lines: readonly number[], least: number, most: number): number[] {
  const usable = [
    ...new Set([least, ...lines.filter((line) => line > least && line < most).map(Math.round), most]),
  ].sort((a, b) => a - b)
  const step = Math.max(1, Math.ceil(usable.length / 12))
  return usable.filter((_, index) => index % step === 0)
}

/** From a thing to itself: out at the right, back at the bottom. */
function loop(box: NodeBox): Candidate {
  const start = { x: box.x + box.width, y: box.y + box.height - 22 }
  const end = { x: box.x + box.width - 26, y: box.y + box.height }
  const stops = [
    start,
    { x: start.x + 24, y: start.y },
    { x: start.x + 24, y: end.y + 22 },
    { x: end.x, y: end.y + 22 },
    end,
  ]
  return { ...polyline(stops), extra: 0 }
}

/** A stub at the admitting end: it points at the other end and stops short. */
function routeStub(edge: PictureEdge, from: NodeBox, to: NodeBox, obstacles: Obstacles, ports: Ports): EdgeRoute {
  const isSource = edge.half?.admittedBy === 'source'
  const own = isSource ? from : to
  const options = sidePairs(from, to).map(({ sides, extra }) => {
    const side = edge.from === edge.to || isInside(from, to) || isInside(to, from) ? 'right' : sides[isSource ? 0 : 1]
    const start =
      edge.from === edge.to
        ? { x: own.x + own.width, y: own.y + own.height / 2 }
        : ports.place(edge, isSource ? 'from' : 'to', side)
    const free = along(start, outward(side), STUB_LENGTH)
    return { ...polyline(isSource ? [start, free] : [free, start]), extra }
  })
  const curve = cheapest(options, edge, obstacles)
  const free = (isSource ? curve.points.at(-1) : curve.points[0]) ?? { x: 0, y: 0 }
  return { ...finish(edge, curve, obstacles), blocked: { x: free.x, y: free.y } }
}
