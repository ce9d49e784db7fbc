import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInside, isOverlapping } from './boxes.ts'
import { buildPicture } from './build-picture.ts'
import { wordsAtEdge } from './edge-words.ts'
import { layoutPicture } from './layout-picture.ts'
import { measureNotes } from './measure-node.ts'
import { deployment, manifests, namespace, policy, prepareText } from './picture.testing.ts'
import type { Layout, NodeBox, Picture } from './picture.ts'
import { routeEdges } from './route-edges.ts'

const SHOP = manifests(
  namespace('shop'),
  namespace('ops'),
  deployment('shop', 'web', ['8080:http']),
  deployment('shop', 'api', ['9000:http', '9100:metrics']),
  deployment('shop', 'db', ['5432']),
  deployment('ops', 'prober', []),
  admit('shop', 'api', 'web'),
  admit('shop', 'db', 'api'),
  policy(
    'shop',
    'outside',
    '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }',
  ),
)

function admit(inside: string, to: string, from: string): string {
  return policy(
    inside,
    `${from}-to-${to}`,
    `{ podSelector: { matchLabels: { app: ${to} } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }], ports: [{ port: 80 }] }] }`,
  )
}

function picture(text: string): Picture {
  return buildPicture(prepareText(text), { folds: {} })
}

function boxOf(layout: Layout, id: string): NodeBox {
  const box = layout.get(id)
  if (!box) throw new Error(`no place for ${id}`)
  return box
}

/** Pairs of cards, pills or frames that overlap, and cards that stick out of their frame. */
function faults({ nodes }: Picture, layout: Layout): readonly string[] {
  const parents = nodes.map((node) => (node.kind === 'workload' || node.kind === 'group' ? node.parent : undefined))
  return nodes.flatMap((node, index) => {
    const box = boxOf(layout, node.id)
    const parent = parents[index]
    const out = parent !== undefined && !isInside(box, boxOf(layout, parent)) ? [`${node.id} sticks out`] : []
    const hits = nodes.slice(index + 1).flatMap((other, offset) => {
      const isNested = parent === other.id || parents[index + 1 + offset] === node.id
      return !isNested && isOverlapping(box, boxOf(layout, other.id)) ? [`${node.id} over ${other.id}`] : []
    })
    return [...out, ...hits]
  })
}

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const clusters = fc
  .tuple(
    fc.uniqueArray(fc.tuple(name, fc.constantFrom('web', 'api', 'a-rather-long-name-for-a-workload', 'db', 'cache')), {
      selector: ([space, app]) => `${space}/${app}`,
      minLength: 1,
      maxLength: 20,
    }),
    fc.array(fc.tuple(name, fc.constantFrom('web', 'api', 'db'), fc.constantFrom('web', 'cache', 'api')), {
      maxLength: 8,
    }),
    fc.array(fc.tuple(name, fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '203.0.113.0/24')), { maxLength: 3 }),
  )
  .map(([apps, rules, blocks]) =>
    manifests(
      ...apps.map(([space, app]) => deployment(space, app, ['80', '8080:http', '9090:metrics'])),
      ...rules.map(([space, to, from], index) => admit(space, to, from).replace('-to-', `-${index}-to-`)),
      ...blocks.map(([space, cidr], index) =>
        policy(
          space,
          `block-${index}`,
          `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }] }`,
        ),
      ),
    ),
  )

describe('layout of the picture', { timeout: 60_000 }, () => {
  it('reads from left to right inside a frame, and has what is outside at the left of what it enters', () => {
    const layout = layoutPicture(picture(SHOP), {})
    const [web, api, db] = ['web', 'api', 'db'].map((app) => boxOf(layout, `shop/deployment/${app}`))
    expect((web?.x ?? 0) + (web?.width ?? 0) + 72).toBeLessThanOrEqual(api?.x ?? 0)
    expect((api?.x ?? 0) + (api?.width ?? 0) + 72).toBeLessThanOrEqual(db?.x ?? 0)
    expect([web?.y, db?.y]).toEqual([api?.y, api?.y])
    const internet = boxOf(layout, 'outside:internet')
    expect(internet.x + internet.width).toBeLessThan(boxOf(layout, 'namespace:shop').x)
    expect(internet.y + internet.height / 2).toBe((web?.y ?? 0) + (web?.height ?? 0) / 2)
  })

  it('never lets cards, pills or frames overlap, and keeps cards in their frames', () => {
    fc.assert(
      fc.property(clusters, (text) => {
        const drawn = picture(text)
        expect(faults(drawn, layoutPicture(drawn, {}))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same places to the same picture', () => {
    fc.assert(
      fc.property(clusters, (text) => {
        expect(layoutPicture(picture(text), {})).toEqual(layoutPicture(picture(text), {}))
      }),
      { numRuns: 20 },
    )
  })

  it('leaves what was there in its place when something unrelated is added', () => {
    fc.assert(
      fc.property(clusters, (text) => {
        const before = layoutPicture(picture(text), {})
        const grown = picture(manifests(text, namespace('zz'), deployment('zz', 'new'), deployment('zz', 'newer')))
        const after = layoutPicture(grown, {}, before)
        for (const [id, box] of before) if (after.has(id)) expect(after.get(id), id).toEqual(box)
        expect(faults(grown, after)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('leaves the other cards of a frame in their places when one is added to it', () => {
    const before = layoutPicture(picture(SHOP), {})
    const after = layoutPicture(picture(manifests(SHOP, deployment('shop', 'cache', ['6379']))), {}, before)
    for (const app of ['web', 'api', 'db']) {
      const id = `shop/deployment/${app}`
      expect(after.get(id)).toEqual(before.get(id))
    }
  })

  it('keeps a moved card where it was put, and grows its frame around it', () => {
    const drawn = picture(SHOP)
    const moved = { 'shop/deployment/db': { x: 1500, y: 700 } }
    const layout = layoutPicture(drawn, moved)
    expect(layout.get('shop/deployment/db')).toMatchObject(moved['shop/deployment/db'])
    expect(isInside(boxOf(layout, 'shop/deployment/db'), boxOf(layout, 'namespace:shop'))).toBe(true)
  })

  it('takes the cards of a moved frame along', () => {
    const drawn = picture(SHOP)
    const before = layoutPicture(drawn, {})
    const frame = boxOf(before, 'namespace:shop')
    const after = layoutPicture(drawn, { 'namespace:shop': { x: frame.x + 500, y: frame.y - 300 } })
    const [was, is] = [boxOf(before, 'shop/deployment/web'), boxOf(after, 'shop/deployment/web')]
    expect([is.x - was.x, is.y - was.y]).toEqual([500, -300])
  })

  it('packs forty namespaces into rows that are wider than tall, but not by much', () => {
    const many = Array.from({ length: 40 }, (_, index) => `team-${index}`)
    const drawn = picture(
      manifests(...many.flatMap((team) => [namespace(team), deployment(team, 'web'), deployment(team, 'api')])),
    )
    const boxes = [...layoutPicture(drawn, {}).values()]
    const width = Math.max(...boxes.map((box) => box.x + box.width)) - Math.min(...boxes.map((box) => box.x))
    const height = Math.max(...boxes.map((box) => box.y + box.height)) - Math.min(...boxes.map((box) => box.y))
    expect(width / height).toBeGreaterThan(1.2)
    expect(width / height).toBeLessThan(2.6)
  })
})

describe('routes of edges', { timeout: 60_000 }, () => {
  it('gives every edge a path, an arrow and a label', () => {
    fc.assert(
      fc.property(clusters, (text) => {
        const drawn = picture(text)
        const routes = routeEdges(drawn, layoutPicture(drawn, {}))
        expect([...routes.keys()].sort()).toEqual(drawn.edges.map(({ id }) => id).sort())
        for (const edge of drawn.edges) {
          const route = routes.get(edge.id)
          expect(route?.path).toMatch(/^M-?[\d.]+,-?[\d.]+ /)
          expect(route?.path).not.toMatch(/NaN|Infinity/)
          expect(Number.isFinite(route?.label.x) && Number.isFinite(route?.arrow.angle)).toBe(true)
          expect(route?.blocked !== undefined).toBe(edge.half !== undefined)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('runs straight from one card to the next, with the label above the line and clear of the cards', () => {
    const drawn = picture(SHOP)
    const layout = layoutPicture(drawn, {})
    const edge = drawn.edges.find(({ from }) => from === 'shop/deployment/web')
    const route = routeEdges(drawn, layout).get(edge?.id ?? '')
    const api = boxOf(layout, 'shop/deployment/api')
    expect(route?.arrow).toMatchObject({ angle: 0, y: api.y + api.height / 2 })
    expect((route?.label.y ?? 0) + 9).toBeLessThan(route?.arrow.y ?? 0)
    const label = route && { ...route.label, x: route.label.x - route.label.width / 2, y: route.label.y - 9 }
    for (const card of ['web', 'api'])
      expect(label && isOverlapping(label, boxOf(layout, `shop/deployment/${card}`))).toBe(false)
  })

  it('runs from the inner border of a frame to a card in it', () => {
    const drawn = picture(
      manifests(
        namespace('shop'),
        deployment('shop', 'api'),
        deployment('shop', 'web'),
        policy(
          'shop',
          'own',
          '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] }',
        ),
      ),
    )
    const layout = layoutPicture(drawn, {})
    const [edge] = drawn.edges
    const route = routeEdges(drawn, layout).get(edge?.id ?? '')
    const [frame, api] = [boxOf(layout, 'namespace:shop'), boxOf(layout, 'shop/deployment/api')]
    const [x, y] = (/^M(-?[\d.]+),(-?[\d.]+)/.exec(route?.path ?? '') ?? []).slice(1).map(Number)
    expect(x).toBeGreaterThan(frame.x)
    expect(y).toBe(route?.arrow.y)
    expect((route?.arrow.x ?? 0) - (x ?? 0)).toBeGreaterThan(route?.label.width ?? 0)
    expect(route?.arrow.x).toBeLessThan(api.x)
  })

  it('writes the words of a stub away from the card that it leaves, and clear of the other', () => {
    const drawn = picture(
      manifests(
        namespace('shop'),
        deployment('shop', 'web'),
        deployment('shop', 'api'),
        policy('shop', 'closed', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }'),
        policy(
          'shop',
          'in',
          '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9000 }] }] }',
        ),
      ),
    )
    const [edge] = drawn.edges
    expect(edge?.half?.at).toBe('web (egress)')
    const layout = layoutPicture(drawn, {})
    const labelled = drawn.edges.map((one) => ({ ...one, label: `✕ ${wordsAtEdge(one)}` }))
    const route = routeEdges({ ...drawn, edges: labelled }, layout).get(edge?.id ?? '')
    const label = route && { ...route.label, x: route.label.x - route.label.width / 2, y: route.label.y - 9 }
    for (const card of ['web', 'api'])
      expect(label && isOverlapping(label, boxOf(layout, `shop/deployment/${card}`))).toBe(false)
  })

  it('[IPB-4] keeps the notes of address blocks clear of the next block', () => {
    const blocks = [1, 2, 3, 4, 5].map((index) => `{ ipBlock: { cidr: 10.${index}.0.0/16 } }`)
    const drawn = picture(
      manifests(
        deployment('shop', 'web'),
        policy('shop', 'out', `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [${blocks.join(', ')}] }] }`),
      ),
    )
    const layout = layoutPicture(drawn, {})
    const pills = drawn.nodes.filter((node) => node.kind === 'outside' && node.role === 'block')
    expect(pills).toHaveLength(5)
    for (const pill of pills) {
      const box = boxOf(layout, pill.id)
      const withNotes = { ...box, height: box.height + measureNotes(pill).height }
      expect(withNotes.height).toBeGreaterThan(box.height)
      for (const other of pills)
        if (other !== pill) expect(isOverlapping(withNotes, boxOf(layout, other.id))).toBe(false)
    }
  })
})
