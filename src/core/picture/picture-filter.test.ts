import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildPicture } from './build-picture.ts'
import { deployment, edgesInWords, manifests, namespace, policy, prepareText } from './picture.testing.ts'
import type { Picture } from './picture.ts'
import { isFiltering, NO_FILTER, type PictureFilter, readFilterPort, readLabels } from './picture-filter.ts'
import { selectNode } from './select-node.ts'

function admit(inside: string, to: string, peer: string, port: number): string {
  const spec = `{ podSelector: { matchLabels: { app: ${to} } }, ingress: [{ from: [${peer}], ports: [{ port: ${port} }] }] }`
  return policy(inside, `to-${to}-${port}`, spec)
}

const own = (app: string) => `{ podSelector: { matchLabels: { app: ${app} } } }`
const of = (name: string, app: string) =>
  `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } }, podSelector: { matchLabels: { app: ${app} } } }`

const SHOP = prepareText(
  manifests(
    ...['shop', 'ops', 'kube-system'].map((name) => namespace(name)),
    deployment('shop', 'web', ['8080'], 'tier: front'),
    deployment('shop', 'api', ['9000'], 'tier: back'),
    deployment('shop', 'db', ['5432'], 'tier: back'),
    deployment('shop', 'idle', ['1']),
    deployment('ops', 'prober'),
    deployment('ops', 'other'),
    deployment('kube-system', 'dns', ['53']),
    admit('shop', 'api', own('web'), 9000),
    admit('shop', 'db', own('api'), 5432),
    admit('shop', 'api', of('ops', 'prober'), 9100),
    admit('kube-system', 'dns', '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }', 53),
    policy('ops', 'closed', '{ podSelector: { matchLabels: { app: other } }, policyTypes: [Egress] }'),
    admit('shop', 'web', of('ops', 'other'), 8080),
  ),
)

const filtered = (filter: Partial<PictureFilter>, folds = {}) =>
  buildPicture(SHOP, { folds, filter: { ...NO_FILTER, ...filter } })

function titles({ nodes }: Picture): readonly string[] {
  return nodes.flatMap((node) => (node.kind === 'namespace' && !node.folded ? [] : node.title)).sort()
}

describe('a filter of the picture', () => {
  it('draws a namespace, and of the others what it has flows with', () => {
    const picture = filtered({ namespaces: ['ops'] })
    expect(titles(picture)).toEqual(['api', 'other', 'prober', 'web'])
    expect(edgesInWords(picture)).toEqual([
      'other -> web on 8080: admitted here, blocked at other (egress)',
      'prober -> api on 9100',
    ])
    expect(picture.filtered).toEqual({ workloads: 3, edges: 3 })
  })

  it('takes labels in the notation of kubectl', () => {
    expect(titles(filtered({ labels: 'tier=front' }))).toEqual(['api', 'dns', 'other', 'web'])
    expect(titles(filtered({ labels: 'tier in (front,back),app!=db' }))).toEqual([
      'api',
      'db',
      'dns',
      'other',
      'prober',
      'web',
    ])
    expect(titles(filtered({ labels: '!tier', namespaces: ['shop'] }))).toEqual(['dns', 'idle'])
  })

  it('tells a direction of what it draws', () => {
    expect(edgesInWords(filtered({ labels: 'app=api', direction: 'ingress' }))).toEqual([
      'prober -> api on 9100',
      'web -> api on 9000',
    ])
    expect(edgesInWords(filtered({ labels: 'app=api', direction: 'egress' }))).toEqual([
      '[shop] -> dns on 53',
      'api -> db on 5432',
    ])
    expect(filtered({ direction: 'egress' }).edges).toEqual([])
  })

  it('draws the flows on a port, and whoever declares it', () => {
    const picture = filtered({ port: '5432' })
    expect(titles(picture)).toEqual(['api', 'db'])
    expect(edgesInWords(picture)).toEqual(['api -> db on 5432'])
    expect(titles(filtered({ port: '1' }))).toEqual(['idle'])
    expect(edgesInWords(filtered({ port: '53/UDP' }))).toEqual([])
  })

  it('draws what a policy selects, with or without flows, and what its rules admit', () => {
    expect(titles(filtered({ policy: 'ops/closed' }))).toEqual(['other'])
    expect(titles(filtered({ policy: 'shop/to-db-5432' }))).toEqual(['api', 'db'])
  })

  it('draws only what one end blocks', () => {
    expect(edgesInWords(filtered({ onlyBlocked: true }))).toEqual([
      'other -> web on 8080: admitted here, blocked at other (egress)',
    ])
    expect(titles(filtered({ onlyBlocked: true }))).toEqual(['other', 'web'])
  })

  it('leaves out the namespaces of the system', () => {
    const picture = filtered({ hidesSystem: true })
    expect(titles(picture)).toEqual(['api', 'db', 'idle', 'other', 'prober', 'web'])
    expect(picture.filtered).toEqual({ workloads: 1, edges: 1 })
  })

  it('leaves the verdicts alone', () => {
    const whole = selectNode(SHOP, buildPicture(SHOP, { folds: {} }), 'shop/deployment/api', false).others
    const some = selectNode(SHOP, filtered({ namespaces: ['ops'] }), 'shop/deployment/api', false).others
    for (const [id, standing] of some) if (id.includes('/deployment/')) expect(standing).toEqual(whole.get(id))
  })

  it('draws no edge to what is not drawn when a node is selected', () => {
    const filter = { ...NO_FILTER, namespaces: ['ops'] }
    const picture = filtered(filter)
    const { edges } = selectNode(SHOP, picture, 'shop/deployment/api', false)
    const drawn = new Set(picture.nodes.map(({ id }) => id))
    expect(edges.map(({ from, to }) => [drawn.has(from), drawn.has(to)])).not.toContainEqual([true, false])
    expect(edges).toHaveLength(2)
  })

  it('draws nothing that the whole picture does not have', () => {
    const whole = buildPicture(SHOP, { folds: {} })
    const ids = new Set([...whole.nodes, ...whole.edges].map(({ id }) => id))
    const filters = fc.record<PictureFilter>({
      namespaces: fc.subarray(['shop', 'ops', 'kube-system', 'none']),
      labels: fc.constantFrom('', 'tier', 'tier=back', '!tier', 'app notin (db,web)', 'not a selector'),
      policy: fc.constantFrom(null, 'shop/to-db-5432', 'ops/closed', 'ops/none'),
      direction: fc.constantFrom('both', 'ingress', 'egress'),
      port: fc.constantFrom('', '5432', '1-65535', '99999'),
      onlyBlocked: fc.boolean(),
      hidesSystem: fc.boolean(),
    })
    fc.assert(
      fc.property(filters, (filter) => {
        const { nodes, edges, filtered: left } = buildPicture(SHOP, { folds: {}, filter })
        for (const { id } of [...nodes, ...edges]) expect(ids.has(id), id).toBe(true)
        const drawn = new Set(nodes.map(({ id }) => id))
        for (const { from, to } of edges) expect([drawn.has(from), drawn.has(to)]).toEqual([true, true])
        expect(left !== undefined).toBe(isFiltering(filter))
        expect(edges.length + (left?.edges ?? 0)).toBe(whole.edges.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('texts of a filter', () => {
  it('reads ports of one protocol or all', () => {
    expect(readFilterPort(' 53/udp ')).toEqual({ UDP: [{ first: 53, last: 53 }] })
    expect(Object.keys(readFilterPort('80-90') ?? {})).toEqual(['TCP', 'UDP', 'SCTP'])
    for (const wrong of ['0', '70000', '90-80', 'http', '53/ICMP', ''])
      expect(readFilterPort(wrong), wrong).toBeUndefined()
  })

  it('reads labels, and says when they are none', () => {
    expect(readLabels('a=b, !c , d in (e, f),g')?.map(({ operator }) => operator)).toEqual([
      'In',
      'DoesNotExist',
      'In',
      'Exists',
    ])
    for (const wrong of ['a b', '=b', 'a in b', 'a=(b)']) expect(readLabels(wrong), wrong).toBeUndefined()
  })

  it('filters nothing by a text that is not understood', () => {
    expect(isFiltering({ ...NO_FILTER, port: 'x', labels: 'a b' })).toBe(false)
    expect(isFiltering({ ...NO_FILTER, port: '80' })).toBe(true)
  })
})
