import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOverlapping } from './boxes.ts'
import { buildPicture } from './build-picture.ts'
import { MOST_STUB_WORDS } from './edge-words.ts'
import { layoutPicture } from './layout-picture.ts'
import { markCovered, roomOfLabel } from './mark-covered.ts'
import { obstaclesOf } from './obstacles.ts'
import { deployment, manifests, namespace, policy, prepareText } from './picture.testing.ts'
import type { Layout, Picture, PictureEdge, Positions, Routes } from './picture.ts'
import { routeDrawn } from './route-drawn.ts'
import { readXml } from './svg/svg.testing.ts'
import type { EdgeLook } from './svg/svg-looks.ts'
import { writeSvg } from './svg/write-svg.ts'

const SPACES = ['storefront', 'orders', 'billing'] as const
const APPS = ['gateway', 'checkout', 'cart', 'ledger', 'auth', 'db'] as const
const IDS = SPACES.flatMap((space) => APPS.map((app) => `${space}/deployment/${app}`))

const end = fc.record({ space: fc.constantFrom(...SPACES), app: fc.constantFrom(...APPS) })
const allow = fc.record({
  from: end,
  to: end,
  port: fc.constantFrom('80', '5432', '8443, endPort: 9000'),
  out: fc.boolean(),
})

/** Many flows among few workloads: half of them let out only, which makes stubs. */
const crowded = fc.array(allow, { minLength: 15, maxLength: 45 }).map((allows) => {
  const rules = allows.map(({ from, to, port, out }, index) => {
    const [own, other] = out ? [from, to] : [to, from]
    const scope = `namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${other.space} } }`
    const peers = `[{ ${scope}, podSelector: { matchLabels: { app: ${other.app} } } }]`
    const rule = `[{ ${out ? 'to' : 'from'}: ${peers}, ports: [{ port: ${port} }] }]`
    const selector = `podSelector: { matchLabels: { app: ${own.app} } }`
    const way = out ? 'egress' : 'ingress'
    return policy(
      own.space,
      `p${index}`,
      `{ ${selector}, policyTypes: [${out ? 'Egress' : 'Ingress'}], ${way}: ${rule} }`,
    )
  })
  const workloads = SPACES.flatMap((space) => [namespace(space), ...APPS.map((app) => deployment(space, app))])
  return buildPicture(prepareText(manifests(...workloads, ...rules)), { folds: {} })
})

const place = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 500 }) })

/** Some cards dragged anywhere, also onto each other. */
const positions: fc.Arbitrary<Positions> = fc
  .array(fc.tuple(fc.constantFrom(...IDS), place), { maxLength: 12 })
  .map((moves) => Object.fromEntries(moves))

interface Drawn {
  readonly picture: Picture
  readonly layout: Layout
  readonly routes: Routes
}

function draw(picture: Picture, moved: Positions): Drawn {
  const layout = layoutPicture(picture, moved)
  return { picture, layout, routes: routeDrawn(picture, picture.edges, layout) }
}

/** What the labels that are written lie over: "a -> b over c". */
function overlaps({ picture, layout, routes }: Drawn): readonly string[] {
  const obstacles = obstaclesOf(picture, layout)
  const written = [...routes.values()].filter(({ isCovered }) => !isCovered)
  return written.flatMap((route, index) => {
    const box = roomOfLabel(route)
    const cards = picture.nodes.filter(({ id, ...node }) => {
      const card = node.kind === 'namespace' && !node.folded ? undefined : layout.get(id)
      return card !== undefined && isOverlapping(box, card)
    })
    const titles = [...obstacles.near(box)].filter(({ kind }) => kind === 'title')
    const labels = written.slice(index + 1).filter((other) => isOverlapping(box, roomOfLabel(other)))
    const things = [
      ...cards.map(({ id }) => id),
      ...titles.map(({ owner }) => owner),
      ...labels.map(({ edge }) => edge),
    ]
    return things.map((thing) => `${route.edge} over ${thing}`)
  })
}

/** The edges of an SVG that have words beside their name. */
function writtenEdges(svg: string): readonly string[] {
  let edge = ''
  const written = new Set<string>()
  for (const { name, attributes } of readXml(svg)) {
    if (name === 'g') edge = attributes['data-edge'] ?? ''
    if (name === 'text' && edge !== '') written.add(edge)
  }
  return [...written].sort()
}

const idsOf = (edges: readonly PictureEdge[]) => edges.map(({ id }) => id).sort()

function svgOf({ picture, layout, routes }: Drawn, look?: EdgeLook): string {
  const edges = new Map(look ? picture.edges.map(({ id }) => [id, look] as const) : [])
  const looks = { nodes: new Map(), edges }
  return writeSvg({ title: 'shop', theme: 'light', picture, layout, edges: picture.edges, routes, looks }).text
}

/** One flow, with room on all sides. */
function oneFlow(): Picture {
  const spec =
    '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }'
  const workloads = [namespace('shop'), deployment('shop', 'web'), deployment('shop', 'db')]
  return buildPicture(prepareText(manifests(...workloads, policy('shop', 'db', spec))), { folds: {} })
}

describe('labels that are written', { timeout: 120_000 }, () => {
  it('never lie over cards, titles or other labels, however crowded the picture is and whatever was dragged', () => {
    let [labels, written] = [0, 0]
    fc.assert(
      fc.property(crowded, positions, (picture, moved) => {
        const drawn = draw(picture, moved)
        expect(overlaps(drawn)).toEqual([])
        labels += drawn.routes.size
        written += [...drawn.routes.values()].filter(({ isCovered }) => !isCovered).length
      }),
      { numRuns: 25 },
    )
    expect(written / labels).toBeGreaterThan(0.5)
  })

  it('are all of an SVG at rest; what is selected has its label anyhow', () => {
    fc.assert(
      fc.property(crowded, positions, (picture, moved) => {
        const drawn = draw(picture, moved)
        const hasManyStubs = picture.edges.filter(({ half }) => half).length > MOST_STUB_WORDS
        const spoken = picture.edges.filter(({ half }) => !half || !hasManyStubs)
        const free = spoken.filter(({ id }) => !drawn.routes.get(id)?.isCovered)
        expect(writtenEdges(svgOf(drawn))).toEqual(idsOf(free))
        expect(writtenEdges(svgOf(drawn, 'selected'))).toEqual(idsOf(picture.edges))
      }),
      { numRuns: 10 },
    )
  })

  it('are rather those of what is looked at, which lie over nothing either', () => {
    let [more, fewer] = [0, 0]
    fc.assert(
      fc.property(crowded, positions, fc.constantFrom(...IDS), (picture, moved, selected) => {
        const drawn = draw(picture, moved)
        const own = new Set(idsOf(picture.edges.filter(({ from, to }) => from === selected || to === selected)))
        const routes = markCovered(picture, picture.edges, drawn.layout, drawn.routes, own)
        expect(overlaps({ ...drawn, routes })).toEqual([])
        const count = (of: Routes) => [...own].filter((id) => of.get(id)?.isCovered !== true).length
        if (count(routes) > count(drawn.routes)) more += 1
        if (count(routes) < count(drawn.routes)) fewer += 1
      }),
      { numRuns: 25 },
    )
    expect(more).toBeGreaterThan(fewer)
  })

  it('stay marked as they are: the same routes again are the very same', () => {
    fc.assert(
      fc.property(crowded, positions, (picture, moved) => {
        const { layout, routes } = draw(picture, moved)
        const again = markCovered(picture, picture.edges, layout, routes)
        expect([...again].every(([id, route]) => routes.get(id) === route)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })

  it('are written again once there is room', () => {
    const picture = oneFlow()
    const home = layoutPicture(picture, {})
    const covered = [...routeDrawn(picture, picture.edges, home).values()].map((route) => ({
      ...route,
      isCovered: true as const,
    }))
    const marked = markCovered(picture, picture.edges, home, new Map(covered.map((route) => [route.edge, route])))
    expect([...marked.values()].some((route) => 'isCovered' in route)).toBe(false)
  })
})
