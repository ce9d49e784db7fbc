import { describe, expect, it } from 'vitest'
import { buildPicture } from './build-picture.ts'
import { deployment, manifests, namespace, policy, prepareText } from './picture.testing.ts'
import { type SearchAnswer, searchPicture } from './search.ts'

const POD = `apiVersion: v1
kind: Pod
metadata: { name: postgres-0, namespace: data, labels: { app.kubernetes.io/name: postgres, tier: db } }
spec: { containers: [{ name: main, image: x, ports: [{ containerPort: 5432, name: pg }] }] }
status: { podIP: 10.20.30.40, podIPs: [{ ip: 10.20.30.40 }] }
`

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: data }
spec: { selector: { tier: db }, ports: [{ port: 5432 }] }
`

const SHOP = prepareText(
  manifests(
    namespace('shop', 'team: checkout'),
    namespace('data'),
    deployment('shop', 'web', ['8080:http']),
    deployment('shop', 'webhook', ['80']),
    deployment('data', 'api', ['5433']),
    POD,
    SERVICE,
    policy(
      'data',
      'allow-web',
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 5432 }] }] }',
    ),
  ),
)

const PICTURE = buildPicture(SHOP, { folds: {} })

const search = (text: string) => searchPicture(SHOP, PICTURE, text)

/** "workloads: web (label app=web)" for every hit. */
function words({ groups }: SearchAnswer): readonly string[] {
  return groups.flatMap(({ kind, hits }) => hits.map(({ title, why }) => `${kind}: ${title}${why ? ` (${why})` : ''}`))
}

describe('search', () => {
  it('finds names, the whole one first, and policies', () => {
    expect(words(search('web'))).toEqual(['workloads: web', 'workloads: webhook', 'policies: allow-web'])
  })

  it('finds labels as they are written in manifests and in selectors', () => {
    const found = ['workloads: postgres-0 (label tier=db)']
    expect(words(search('tier=db'))).toEqual(found)
    expect(words(search('TIER:DB'))).toEqual(found)
    expect(words(search('team'))).toEqual(['namespaces: shop (label team=checkout)'])
  })

  it('finds ports from their first digit on, and by name', () => {
    expect(words(search('543'))).toEqual(['workloads: api (port 5433)', 'workloads: postgres-0 (port 5432 pg)'])
    expect(words(search('5432'))).toEqual(['workloads: postgres-0 (port 5432 pg)'])
    expect(words(search('http'))).toEqual(['workloads: web (port 8080 http)'])
    expect(words(search('43'))).toEqual([])
  })

  it('finds addresses of pods, and the blocks that hold an address', () => {
    expect(words(search('10.20'))).toEqual(['workloads: postgres-0 (10.20.30.40 of pod postgres-0)'])
    expect(words(search('203.0.113.7'))).toEqual([
      'outside: 203.0.113.0/24 (holds 203.0.113.7)',
      'outside: internet (holds 203.0.113.7)',
    ])
    expect(words(search('203.0.114.7'))).toEqual(['outside: internet (holds 203.0.114.7)'])
  })

  it('finds workloads by the Services in front of them', () => {
    expect(words(search('ledger'))).toEqual(['workloads: postgres-0 (Service ledger)'])
  })

  it('wants every word', () => {
    expect(words(search('data api'))).toEqual(['workloads: api'])
    expect(words(search('data web'))).toEqual(['policies: allow-web'])
    expect(search('  ')).toEqual({ groups: [], nodes: [] })
  })

  it('names the nodes on the picture, the folded frame of what is in it', () => {
    expect(search('web').nodes).toEqual(['shop/deployment/web', 'shop/deployment/webhook'])
    const folded = searchPicture(SHOP, buildPicture(SHOP, { folds: { shop: true } }), 'web')
    expect(folded.nodes).toEqual(['namespace:shop'])
    expect(folded.groups[0]?.hits.map(({ title, isFolded }) => [title, isFolded])).toEqual([
      ['web', true],
      ['webhook', true],
    ])
  })

  it('counts what it does not list', () => {
    const names = Array.from({ length: 30 }, (_, index) => `job-${index}`)
    const prepared = prepareText(manifests(...names.map((name) => deployment('batch', name))))
    const [group] = searchPicture(prepared, buildPicture(prepared, { folds: {} }), 'job').groups
    expect([group?.total, group?.hits.length]).toEqual([30, 12])
  })
})
