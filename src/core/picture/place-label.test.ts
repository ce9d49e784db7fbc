import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOverlapping } from './boxes.ts'
import { buildPicture } from './build-picture.ts'
import { wordsAtEdge } from './edge-words.ts'
import { layoutPicture } from './layout-picture.ts'
import { obstaclesOf } from './obstacles.ts'
import { deployment, manifests, namespace, policy, prepareText } from './picture.testing.ts'
import type { NodeBox, Picture } from './picture.ts'
import { routeEdges } from './route-edges.ts'

const SPACES = ['storefront', 'orders', 'billing', 'identity', 'platform']
const APPS = [
  'gateway',
  'checkout',
  'cart',
  'catalog',
  'pricing',
  'ledger',
  'mailer',
  'auth',
  'session',
  'db',
  'cache',
  'queue',
]

/** A flow among 60 workloads: the namespace it enters, who is admitted there, and from where. */
interface Allow {
  readonly inside: string
  readonly to: string
  readonly from: string
  readonly fromSpace: string
  readonly port: number
}

function allowText({ inside, to, from, fromSpace, port }: Allow): string {
  const scope = `namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${fromSpace} } }`
  const peer = `{ ${scope}, podSelector: { matchLabels: { app: ${from} } } }`
  const spec = `{ podSelector: { matchLabels: { app: ${to} } }, ingress: [{ from: [${peer}], ports: [{ port: ${port} }] }] }`
  return policy(inside, `${fromSpace}-${from}-to-${to}-${port}`, spec)
}

function sixty(allows: readonly Allow[]): Picture {
  const text = manifests(
    ...SPACES.flatMap((space) => [
      namespace(space),
      policy(space, 'default-deny', '{ podSelector: {}, policyTypes: [Ingress] }'),
      ...APPS.map((app) => deployment(space, app, ['8080:http'])),
    ]),
    ...allows.filter((one) => one.to !== one.from || one.inside !== one.fromSpace).map(allowText),
  )
  return buildPicture(prepareText(text), { folds: {} })
}

/** What labels lie over: "8080 over card". */
function overlaps(picture: Picture): readonly string[] {
  const layout = layoutPicture(picture, {})
  const edges = picture.edges.map((edge) => ({ ...edge, label: `✓ ${wordsAtEdge(edge)}` }))
  const routes = [...routeEdges({ ...picture, edges }, layout).values()]
  const obstacles = obstaclesOf(picture, layout)
  const boxes = routes.map(({ edge, label }) => ({ edge, box: cornerOf(label) }))
  return boxes.flatMap(({ edge, box }, index) => [
    ...[...obstacles.near(box)].flatMap(({ kind, owner }) => {
      // Obstacles keep a margin around cards; what counts is the card.
      const card = kind === 'card' ? layout.get(owner) : undefined
      return kind === 'frame' || (card && !isOverlapping(box, card)) ? [] : `${edge} over ${kind} ${owner}`
    }),
    ...boxes.slice(index + 1).flatMap((other) => (isOverlapping(box, other.box) ? `${edge} over ${other.edge}` : [])),
  ])
}

function cornerOf(label: NodeBox): NodeBox {
  return { ...label, x: label.x - label.width / 2, y: label.y - label.height / 2 }
}

/** The same twenty every time, most of them inside a namespace. */
const TWENTY: readonly Allow[] = Array.from({ length: 20 }, (_, index) => {
  const inside = SPACES[index % 5] ?? ''
  const [to = '', from = ''] = [APPS[(index * 7) % 12], APPS[(index * 5 + 3) % 12]]
  return { inside, to, from, fromSpace: index % 4 === 0 ? (SPACES[(index + 2) % 5] ?? '') : inside, port: 8000 + index }
})

const allows = fc.record<Allow>({
  inside: fc.constantFrom(...SPACES),
  to: fc.constantFrom(...APPS),
  from: fc.constantFrom(...APPS),
  fromSpace: fc.constantFrom(...SPACES),
  port: fc.constantFrom(80, 5432, 8443),
})

describe('labels', { timeout: 120_000 }, () => {
  it('lie over nothing at all among 60 workloads under default deny with twenty flows', () => {
    const picture = sixty(TWENTY)
    expect(picture.nodes.filter(({ kind }) => kind === 'workload')).toHaveLength(60)
    expect(picture.edges.length).toBeGreaterThanOrEqual(18)
    expect(overlaps(picture)).toEqual([])
  })

  it('seldom lie over cards or titles, however the flows run', () => {
    let [labels, hidden] = [0, 0]
    fc.assert(
      fc.property(fc.array(allows, { minLength: 5, maxLength: 25 }), (list) => {
        const picture = sixty(list)
        labels += picture.edges.length
        hidden += overlaps(picture).filter((words) => /over (card|title)/.test(words)).length
      }),
      { numRuns: 10, seed: 5 },
    )
    expect(labels).toBeGreaterThan(80)
    expect(hidden / labels).toBeLessThan(0.03)
  })
})
