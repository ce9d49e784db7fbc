import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import { buildPicture } from './build-picture.ts'
import { openingEdge } from './open-edge.ts'
import { deployment, edgesInWords, manifests, namespace, policy, prepareText } from './picture.testing.ts'
import { selectNode } from './select-node.ts'

const WEB = '{ podSelector: { matchLabels: { app: web } } }'
const TEXT = manifests(
  namespace('shop'),
  namespace('ops'),
  deployment('shop', 'web', ['8080:http']),
  deployment('shop', 'api', ['9000:http']),
  deployment('ops', 'dns', ['53']),
  deployment('ops', 'prober', []),
  policy('shop', 'deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }'),
  policy(
    'shop',
    'dns',
    '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } }, podSelector: { matchLabels: { app: dns } } }], ports: [{ protocol: UDP, port: 53 }] }] }',
  ),
  policy(
    'shop',
    'web-out',
    `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 9000 }] }] }`,
  ),
  policy(
    'shop',
    'api-in',
    `{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], ingress: [{ from: [${WEB}], ports: [{ port: 9000 }] }] }`,
  ),
)
const [web, api, dns, prober] = [
  'shop/deployment/web',
  'shop/deployment/api',
  'ops/deployment/dns',
  'ops/deployment/prober',
]

describe('selecting a node', () => {
  const prepared = prepareText(TEXT)
  const picture = buildPicture(prepared, { folds: {} })

  it('says for every other node what it can reach and what reaches it', () => {
    const { others } = selectNode(prepared, picture, api, false)
    expect(others.get(web)).toEqual({ out: 'denied', in: 'allowed' })
    expect(others.get(dns)).toEqual({ out: 'allowed', in: 'denied' })
    expect(others.get(prober)).toEqual({ out: 'denied', in: 'denied' })
    expect(others.has(api)).toBe(false)
  })

  it('says "some" of a frame whose cards differ', () => {
    const { others } = selectNode(prepared, picture, api, false)
    expect(others.get('namespace:ops')).toEqual({ out: 'some', in: 'denied' })
  })

  it('opens the bundles that touch it', () => {
    expect(edgesInWords(picture)).toEqual(['[shop] -> dns on 53 UDP', 'web -> api on 9000'])
    const { edges } = selectNode(prepared, picture, api, false)
    expect(edgesInWords({ ...picture, edges })).toEqual(['api -> dns on 53 UDP', 'web -> api on 9000'])
    expect(edges.find(({ to }) => to === api)?.rules).toHaveLength(2)
  })

  it('adds what is denied, with the ports the target declares', () => {
    const { edges } = selectNode(prepared, picture, api, true)
    const denied = edgesInWords({ ...picture, edges: edges.filter(({ answer }) => answer === 'denied') })
    expect(denied).toEqual([
      'denied api -> prober on any port',
      'denied api -> web on 8080',
      'denied dns -> api on 9000',
      'denied prober -> api on 9000',
    ])
  })

  it('[V16] names the end that blocks what is denied', () => {
    const { edges } = selectNode(prepared, picture, api, true)
    const denied = edges.filter(({ answer }) => answer === 'denied')
    expect(denied.map(({ accessibleName, blockedAt }) => [accessibleName, blockedAt]).sort()).toEqual([
      ['denied: api to prober on any port, blocked at api (egress)', 'source'],
      ['denied: api to web on 8080, blocked at both ends', 'both'],
      ['denied: dns to api on 9000, blocked at api (ingress)', 'target'],
      ['denied: prober to api on 9000, blocked at api (ingress)', 'target'],
    ])
  })

  it('says the first of several denied ports, all of them in the name', () => {
    const both = prepareText(
      manifests(
        namespace('shop'),
        deployment('shop', 'web'),
        deployment('shop', 'api', ['9000', '9100', '9200']),
        policy('shop', 'deny', '{ podSelector: { matchLabels: { app: api } } }'),
      ),
    )
    const { edges } = selectNode(both, buildPicture(both, { folds: {} }), api, true)
    const [denied] = edges.filter(({ answer }) => answer === 'denied')
    expect(denied?.label).toBe('9000 +2')
    expect(denied?.accessibleName).toBe('denied: web to api on 9000, 9100, 9200, blocked at api (ingress)')
  })

  it('opens an edge of a frame to its cards', () => {
    const bundle = picture.edges.find(({ from }) => from === 'namespace:shop')
    const edges = finish(openingEdge(prepared, picture, bundle?.id ?? ''))
    expect(edgesInWords({ ...picture, edges })).toEqual(['api -> dns on 53 UDP', 'web -> dns on 53 UDP'])
    expect(finish(openingEdge(prepared, picture, 'no such edge'))).toEqual([])
  })

  it('opens to the card of an open namespace as well: nothing is unknown there', () => {
    const { others } = selectNode(prepared, picture, prober, false)
    expect(others.get(dns)).toEqual({ out: 'allowed', in: 'allowed' })
  })
})
