import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../model/verdict.ts'
import type { PortsByProtocol } from '../net/ports.ts'
import { ALL_TRAFFIC } from '../net/ports-by-protocol.ts'
import { buildPicture } from './build-picture.ts'
import { createChangeCollector } from './changed-flows.ts'
import { deployment, manifests, namespace, pictureOf, prepareText } from './picture.testing.ts'
import type { Picture } from './picture.ts'

const SHOP = manifests(
  namespace('shop'),
  deployment('shop', 'web'),
  deployment('shop', 'api'),
  deployment('shop', 'db'),
  namespace('ops'),
  deployment('ops', 'prom'),
  deployment('ops', 'logs'),
)

const pod = (name: string) => `${['prom', 'logs'].includes(name) ? 'ops' : 'shop'}/deployment/${name}`
const HTTP: PortsByProtocol = { TCP: [{ first: 80, last: 80 }] }

/** `web api`, from and to. */
function flow(ends: string, allowed: PortsByProtocol = HTTP, depends: PortsByProtocol = {}): Flow {
  const [from = '', to = ''] = ends.split(' ')
  return { from: pod(from), to: pod(to), allowed, depends }
}

function draw(picture: Picture, opens: readonly Flow[], closes: readonly Flow[] = []) {
  const collector = createChangeCollector(picture)
  for (const one of opens) collector.add(one, 'opens')
  for (const one of closes) collector.add(one, 'closes')
  return collector.edges()
}

const words = (picture: Picture, closes: readonly Flow[]) =>
  draw(picture, [], closes)
    .edges.map(({ accessibleName }) => accessibleName)
    .sort()

describe('createChangeCollector', () => {
  const picture = pictureOf(SHOP)

  it('draws a flow between its cards, with its ports, as what it does', () => {
    expect(draw(picture, [flow('web api')], [flow('api db', ALL_TRAFFIC)]).edges).toMatchObject([
      { from: pod('web'), to: pod('api'), change: 'opens', answer: 'allowed', label: '80', pairs: 1 },
      { from: pod('api'), to: pod('db'), change: 'closes', answer: 'denied', label: 'every port', pairs: 1 },
    ])
  })

  it('draws a frame for all of its cards, and never for some of them', () => {
    expect(words(picture, [flow('prom api'), flow('logs api')])).toEqual(['closes ops to api on 80'])
    expect(words(picture, [flow('web prom'), flow('api prom')])).toEqual([
      'closes api to prom on 80',
      'closes web to prom on 80',
    ])
  })

  it('draws frame to frame when every card of one loses every card of the other', () => {
    const all = ['web', 'api', 'db'].flatMap((to) => ['prom', 'logs'].map((from) => flow(`${from} ${to}`)))
    expect(words(picture, all)).toEqual(['closes ops to shop on 80'])
    expect(words(picture, all.slice(1))).not.toContain('closes ops to shop on 80')
  })

  it('counts a card as part of its own frame whether it speaks to itself or not', () => {
    const others = [flow('web api'), flow('db api')]
    expect(words(picture, others)).toEqual(['closes shop to api on 80'])
    expect(words(picture, [...others, flow('api api')])).toEqual(['closes shop to api on 80'])
  })

  it('joins only what has the same ports', () => {
    expect(words(picture, [flow('prom api'), flow('logs api', ALL_TRAFFIC)])).toEqual([
      'closes logs to api on every port',
      'closes prom to api on 80',
    ])
  })

  it('says perhaps of what only perhaps opens', () => {
    const [edge] = draw(picture, [flow('web api', {}, HTTP)]).edges
    expect(edge).toMatchObject({ answer: 'depends', label: '80', accessibleName: 'perhaps opens web to api on 80' })
  })

  it('[END-1] finds the card of a part of a workload that only one of the texts splits', () => {
    const part = { ...flow('web api'), to: `${pod('api')}#api-1` }
    expect(draw(picture, [part]).edges).toMatchObject([{ to: pod('api') }])
  })

  it('counts flows whose ends are not drawn', () => {
    const unknown = { ...flow('web api'), to: 'shop/deployment/new' }
    expect(draw(picture, [unknown, flow('web api')])).toMatchObject({ edges: [{ pairs: 1 }], flowsNotDrawn: 1 })
  })

  it('draws a folded namespace for what lies in it', () => {
    const folded = pictureWith({ ops: true })
    expect(words(folded, [flow('prom api'), flow('web logs')])).toEqual([
      'closes ops to api on 80',
      'closes web to ops on 80',
    ])
  })

  it('every flow is drawn once or counted as not drawn', () => {
    const name = fc.constantFrom('web', 'api', 'db', 'prom', 'logs', 'new')
    const pairs = fc.uniqueArray(fc.tuple(name, name), { selector: ([from, to]) => `${from} ${to}` })
    fc.assert(
      fc.property(pairs, (ends) => {
        const { edges, flowsNotDrawn } = draw(
          picture,
          [],
          ends.map(([from, to]) => flow(`${from} ${to}`)),
        )
        expect(edges.reduce((sum, edge) => sum + edge.pairs, flowsNotDrawn)).toBe(ends.length)
      }),
    )
  })

  it('gathers by frames when there are more pairs than anyone can follow', () => {
    const names = [...Array(90).keys()].map((number) => `w${number}`)
    const cards = ['a', 'b'].flatMap((one) => [namespace(one), ...names.map((name) => deployment(one, name))])
    const big = pictureWith({ a: false, b: false }, manifests(...cards))
    const flows = names.flatMap((from) =>
      names.map((to) => ({ from: `a/deployment/${from}`, to: `b/deployment/${to}`, allowed: HTTP, depends: {} })),
    )
    const { edges, flowsNotDrawn } = draw(big, [], flows)
    expect(edges.map(({ accessibleName }) => accessibleName)).toEqual(['closes a to b on 8,100 flows'])
    expect(flowsNotDrawn).toBe(0)
  })
})

function pictureWith(folds: Readonly<Record<string, boolean>>, text = SHOP): Picture {
  return buildPicture(prepareText(text), { folds })
}
