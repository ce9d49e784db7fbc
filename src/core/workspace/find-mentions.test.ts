import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import { analyse } from './analyse.ts'
import { describeNamespace } from './describe-namespace.ts'
import { findingMentions } from './find-mentions.ts'

const pod = (name: string, ip: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: main }] }
status: { podIP: ${ip} }
---
`
const policy = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
---
`
const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: a } }
---
`
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
`
const WEB = '{ podSelector: { matchLabels: { app: web } } }'

const POLICIES = [
  policy('db', `{ podSelector: {}, ingress: [{}, { from: [{ podSelector: { matchLabels: { app: x } } }, ${WEB}] }] }`),
  policy(
    'out',
    `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [${WEB}] }], ingress: [{ from: [${WEB}] }] }`,
  ),
  policy('lan', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/24 } }] }] }'),
  policy('far', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.9.0.0/24 } }] }] }'),
].join('')

const analysis = analyse(
  [{ name: 'all.yaml', text: [NAMESPACE, SERVICE, pod('web', '10.0.0.7'), pod('db', '10.0.1.8'), POLICIES].join('') }],
  { cni: 'upstream', implied: false },
)
const mentions = (...ids: readonly string[]) => finish(findingMentions(analysis, ids))

describe('findingMentions', () => {
  it('[PEE-1], [IPB-1] finds the rules that name an endpoint as a source or a target, by labels and by address', () => {
    const { first, total } = mentions('shop/pod/web')
    expect(total).toBe(3)
    expect(first.map(({ name, direction, number, by, certain }) => [name, direction, number, by, certain])).toEqual([
      ['db', 'ingress', 2, 'selector', true],
      ['out', 'egress', 1, 'selector', true],
      ['lan', 'ingress', 1, 'block', true],
    ])
  })

  it('leads to the peer that matches', () => {
    const [mention] = mentions('shop/pod/web').first
    expect(mention?.peer).toBe('all.yaml#4/spec/ingress/1/from/1')
    expect(mention?.location).toMatchObject({ file: 'all.yaml' })
  })

  it('[RUL-1] leaves out rules that name nobody, and endpoints that are gone', () => {
    expect(mentions('shop/pod/db').first).toEqual([])
    expect(mentions('shop/pod/gone')).toEqual({ first: [], total: 0 })
  })
})

describe('describeNamespace', () => {
  it('says labels, workloads and Services, with their places', () => {
    const details = describeNamespace(analysis, 'shop')
    expect(details.labels).toContainEqual(['team', 'a'])
    expect(details.location).toMatchObject({ line: 1 })
    expect(details.workloads.map(({ id }) => id)).toEqual(['shop/pod/web', 'shop/pod/db'])
    expect(details.services.map(({ name, location }) => [name, location?.line])).toEqual([['front', 5]])
  })

  it('[END-3] a namespace that nobody declares has its name for a label', () => {
    const details = describeNamespace(analysis, 'elsewhere')
    expect(details).toEqual({
      labels: [['kubernetes.io/metadata.name', 'elsewhere']],
      workloads: [],
      more: 0,
      services: [],
    })
  })
})
