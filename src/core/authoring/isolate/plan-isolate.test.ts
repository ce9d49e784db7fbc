import { describe, expect, it } from 'vitest'
import { isolationOf } from '../../engine/isolation.ts'
import { flowBetween } from '../../engine/reachability.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import { afterEdits, blockFile, contextOf, deployment, pod, policy, SETTINGS, yamlFile } from '../plan.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import { type IsolateIntention, planIsolate } from './plan-isolate.ts'

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })

const SHOP = blockFile('cluster.yaml', namespace('shop'), deployment('shop', 'web'), deployment('shop', 'api'))
const DNS = yamlFile(
  'system.yaml',
  namespace('kube-system'),
  deployment('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, [
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53 },
  ]),
)

const isolate = (over: Partial<IsolateIntention> = {}): IsolateIntention => ({
  kind: 'isolate',
  scope: { kind: 'namespace', namespace: 'shop' },
  directions: ['ingress'],
  keepDns: false,
  ...over,
})

const isolations = (context: PlanContext, id: string) => {
  const { ingress, egress } = isolationOf(context.prepared, id)
  return [ingress.isolation, egress.isolation]
}
const passing = (context: PlanContext, from: string, to: string) =>
  formatTraffic(flowBetween(context.prepared, from, to).allowed)
const createdText = (context: PlanContext, intention: IsolateIntention) => {
  const created = planIsolate(context, intention).edits?.find((edit) => edit.kind !== 'deleteFile' && 'text' in edit)
  return created && 'text' in created ? created.text : undefined
}

describe('planIsolate', () => {
  it('[ISO-4] a namespace: a policy that selects every pod and admits nothing', () => {
    const context = contextOf([SHOP])
    const plan = planIsolate(context, isolate())
    expect(plan).toMatchObject({ label: 'Isolate namespace shop (ingress)', obstacles: [], notes: [] })
    expect(plan.selectors).toEqual([{ words: 'all pods of shop', matches: ['web', 'api'] }])
    expect(createdText(context, isolate())).toBe(`---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-ingress
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Ingress
`)
    expect(isolations(afterEdits(context, plan.edits), 'shop/deployment/web')).toEqual(['admits-nothing', 'open'])
  })

  it('[ISO-4] both directions with DNS kept: lookups pass and nothing else', () => {
    const context = contextOf([SHOP, DNS])
    const plan = planIsolate(context, isolate({ directions: ['egress', 'ingress'], keepDns: true }))
    expect(plan.label).toBe('Isolate namespace shop (ingress and egress, DNS kept)')
    const after = afterEdits(context, plan.edits)
    expect(after.prepared.cluster.policies.map(({ name }) => name)).toEqual(['deny-all', 'allow-dns'])
    expect(isolations(after, 'shop/deployment/web')).toEqual(['admits-nothing', 'isolated'])
    expect(passing(after, 'shop/deployment/web', 'shop/deployment/api')).toBe('')
    expect(passing(after, 'shop/deployment/web', 'kube-system/deployment/coredns')).toBe('TCP 53 UDP 53')
    expect(plan.selectors.at(-1)).toEqual({
      words: 'k8s-app=kube-dns in namespaces kubernetes.io/metadata.name=kube-system',
      matches: ['coredns'],
    })
  })

  it('[ISO-4] a workload: one policy by its labels, with DNS inside', () => {
    const context = contextOf([SHOP])
    const scope = { kind: 'workload', id: 'shop/deployment/api' } as const
    const plan = planIsolate(context, isolate({ scope, directions: ['egress'], keepDns: true }))
    expect(plan.label).toBe('Isolate api (egress, DNS kept)')
    const [edit] = plan.edits ?? []
    expect(edit && 'text' in edit && edit.text).toBe(`---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: isolate-api-egress
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`)
    expect(plan.notes).toEqual([
      'k8s-app=kube-dns in namespaces kubernetes.io/metadata.name=kube-system: matches nothing known yet',
    ])
    expect(isolations(afterEdits(context, plan.edits), 'shop/deployment/web')).toEqual(['open', 'open'])
  })

  it('[ISO-4] several workloads: a policy for each, and what is open between known pods stays where that is asked', () => {
    const context = contextOf([SHOP, yamlFile('data.yaml', namespace('data'), deployment('data', 'db'))])
    const [web, api, db] = ['shop/deployment/web', 'shop/deployment/api', 'data/deployment/db'] as const
    const scope = { kind: 'workloads', ids: [web, db] } as const
    const both = { scope, directions: ['ingress', 'egress'] } as const
    const plan = planIsolate(context, isolate(both))
    expect(plan.label).toBe('Isolate web, db (ingress and egress)')
    const after = afterEdits(context, plan.edits)
    expect(after.prepared.cluster.policies.map(({ name }) => name)).toEqual(['isolate-web', 'isolate-db'])
    expect(isolations(after, api)).toEqual(['open', 'open'])
    expect(passing(after, api, db)).toBe('')
    const kept = afterEdits(context, planIsolate(context, isolate({ ...both, keepOpen: true })).edits)
    expect(isolations(kept, db)).toEqual(['isolated', 'isolated'])
    for (const [from, to] of [
      [api, db],
      [web, db],
      [db, web],
    ] as const)
      expect(passing(kept, from, to)).toBe(passing(context, from, to))
  })

  it('[PEE-1] several workloads whose labels also select another one are refused until that is agreed', () => {
    const twins = ['blue', 'green'].map((name) => deployment('shop', name, { app: 'shared' }))
    const context = contextOf([yamlFile('shop.yaml', ...twins, deployment('shop', 'web'))])
    const [blue, green, web] = ['blue', 'green', 'web'].map((name) => `shop/deployment/${name}`) as [
      string,
      string,
      string,
    ]
    const codes = (...ids: readonly string[]) =>
      planIsolate(context, isolate({ scope: { kind: 'workloads', ids } })).obstacles.map(({ code }) => code)
    expect(codes(blue, web)).toEqual(['not-unique'])
    expect(codes(blue, green)).toEqual([])
    const plan = planIsolate(context, isolate({ scope: { kind: 'workloads', ids: [blue, green] } }))
    expect(afterEdits(context, plan.edits).prepared.cluster.policies).toHaveLength(1)
  })

  it('[ISO-4] every namespace, the DNS pods still asked by all', () => {
    const context = contextOf([SHOP, DNS])
    const scope = { kind: 'all-namespaces' } as const
    const plan = planIsolate(context, isolate({ scope, directions: ['ingress', 'egress'], keepDns: true }))
    expect(plan.label).toBe('Isolate every namespace (ingress and egress, DNS kept)')
    const after = afterEdits(context, plan.edits)
    expect(after.prepared.cluster.policies.map(({ namespace: own, name }) => `${own}/${name}`)).toEqual([
      'shop/deny-all',
      'shop/allow-dns',
      'kube-system/deny-all',
      'kube-system/allow-dns-from-all',
      'kube-system/allow-dns',
    ])
    expect(passing(after, 'shop/deployment/web', 'kube-system/deployment/coredns')).toBe('TCP 53 UDP 53')
    expect(plan.notes).toEqual([
      'the DNS pods are isolated too: they reach neither the API server nor servers of outside names',
    ])
  })

  it('[ISO-4] what is isolated already is left alone, direction by direction', () => {
    const own = yamlFile('policies.yaml', policy('shop', 'lock', { podSelector: {}, policyTypes: ['Ingress'] }))
    const context = contextOf([SHOP, own])
    expect(planIsolate(context, isolate()).obstacles).toEqual([
      { code: 'already-isolated', words: 'namespace shop is isolated already (ingress): by lock' },
    ])
    const both = planIsolate(context, isolate({ directions: ['ingress', 'egress'] }))
    expect(both.notes).toEqual(['shop is isolated already for ingress, by lock: nothing is written for it'])
    const after = afterEdits(context, both.edits)
    expect(after.prepared.cluster.policies.map(({ name, isolates }) => [name, isolates])).toEqual([
      ['lock', { ingress: true, egress: false }],
      ['deny-egress', { ingress: false, egress: true }],
    ])
  })

  it('[ISO-4] a policy for some pods, or for known pods only, does not isolate a namespace', () => {
    const own = yamlFile(
      'policies.yaml',
      policy('shop', 'deny-ingress', { podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }),
    )
    const context = contextOf([SHOP, own])
    const scope = { kind: 'workload', id: 'shop/deployment/web' } as const
    expect(planIsolate(context, isolate({ scope })).obstacles[0]?.code).toBe('already-isolated')
    const after = afterEdits(context, planIsolate(context, isolate()).edits)
    expect(after.prepared.cluster.policies.map(({ name }) => name)).toEqual(['deny-ingress', 'deny-ingress-2'])
  })

  it('[ISO-5] says whom DNS opens that was isolated before without it', () => {
    const own = yamlFile(
      'policies.yaml',
      policy('shop', 'closed', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Egress'] }),
    )
    const plan = planIsolate(contextOf([SHOP, DNS, own]), isolate({ directions: ['egress'], keepDns: true }))
    expect(plan.notes).toEqual(['DNS is also opened for api, isolated before without it'])
  })

  it('[END-7] OpenShift answers names on 5353', () => {
    const labels = { 'dns.operator.openshift.io/daemonset-dns': 'default' }
    const dns = yamlFile('dns.yaml', pod('openshift-dns', 'dns', labels))
    const context = contextOf([SHOP, dns])
    const after = afterEdits(context, planIsolate(context, isolate({ directions: ['egress'], keepDns: true })).edits)
    expect(passing(after, 'shop/deployment/web', 'openshift-dns/pod/dns')).toBe('TCP 5353 UDP 5353')
  })

  it('[ISO-4] every namespace at once, each beside its own policies', () => {
    const spec = { podSelector: { matchLabels: { app: 'x' } } }
    const names = ['a', 'b', 'c', 'd']
    const list = { apiVersion: 'v1', kind: 'List', items: [policy('c', 'p', spec), policy('d', 'p', spec)] }
    for (const file of [
      blockFile('policies.yaml', policy('a', 'p', spec), policy('b', 'p', spec), policy('d', 'p', spec)),
      blockFile('list.yaml', policy('b', 'p', spec), list),
      { name: 'list.json', text: JSON.stringify(list) },
      { name: 'one.json', text: JSON.stringify(policy('a', 'p', spec)) },
    ]) {
      const context = contextOf([blockFile('cluster.yaml', ...names.map(namespace)), file])
      const { edits } = planIsolate(context, isolate({ scope: { kind: 'all-namespaces' } }))
      const after = afterEdits(context, edits)
      const denying = after.prepared.cluster.policies.filter(({ name }) => name === 'deny-ingress')
      expect(denying.map((one) => one.namespace).sort()).toEqual(names)
      for (const own of names) {
        const places = after.prepared.cluster.policies.filter((one) => one.namespace === own).map(({ name }) => name)
        expect(places.at(-1)).toBe('deny-ingress')
      }
    }
  })

  it('[ISO-6] keeps what passes now among the workloads of the document, and nothing else', () => {
    const others = yamlFile(
      'others.yaml',
      deployment('ops', 'probe'),
      pod('ops', 'host', { app: 'host' }, { hostNetwork: true }),
      policy('shop', 'api-only', {
        podSelector: { matchLabels: { app: 'api' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] }],
      }),
    )
    const context = contextOf([SHOP, others])
    const plan = planIsolate(context, isolate({ keepOpen: true }))
    expect(plan.label).toBe('Isolate namespace shop (ingress, what is open now kept)')
    expect(plan.notes).toContain('not kept: flows of host, on the network of the node')
    const after = afterEdits(context, plan.edits)
    const ids = ['shop/deployment/web', 'shop/deployment/api', 'ops/deployment/probe']
    for (const from of ids) for (const to of ids) expect(passing(after, from, to)).toBe(passing(context, from, to))
    expect(passing(after, 'ops/pod/host', 'shop/deployment/web')).toBe('')
    expect(isolations(after, 'shop/deployment/web')).toEqual(['isolated', 'open'])
    const outside = after.prepared.endpoints.find(({ kind }) => kind === 'outside')?.id ?? ''
    expect(passing(after, outside, 'shop/deployment/web')).toBe('')
  })

  it('[ISO-6] keeps what one workload has open, in both directions', () => {
    const context = contextOf([SHOP])
    const scope = { kind: 'workload', id: 'shop/deployment/api' } as const
    const plan = planIsolate(context, isolate({ scope, directions: ['ingress', 'egress'], keepOpen: true }))
    const after = afterEdits(context, plan.edits)
    const ids = ['shop/deployment/web', 'shop/deployment/api']
    for (const from of ids) for (const to of ids) expect(passing(after, from, to)).toBe(passing(context, from, to))
    expect(isolations(after, 'shop/deployment/api')).toEqual(['isolated', 'isolated'])
    expect(isolations(after, 'shop/deployment/web')).toEqual(['open', 'open'])
  })

  it('[CNI-1] refuses what has no effect, no direction, nobody, and whom labels cannot tell apart', () => {
    const twins = yamlFile('twins.yaml', pod('shop', 'a', { app: 'x' }), pod('shop', 'b', { app: 'x' }))
    const codes = (context: PlanContext, over: Partial<IsolateIntention>) =>
      planIsolate(context, isolate(over)).obstacles.map(({ code }) => code)
    expect(codes(contextOf([SHOP], { ...SETTINGS, cni: 'flannel' }), {})).toEqual(['not-expressible'])
    expect(codes(contextOf([SHOP]), { directions: [] })).toEqual(['not-expressible'])
    expect(codes(contextOf([SHOP]), { scope: { kind: 'namespace', namespace: 'gone' } })).toEqual(['endpoint-gone'])
    expect(codes(contextOf([]), { scope: { kind: 'all-namespaces' } })).toEqual(['endpoint-gone'])
    const scope = { kind: 'workload', id: 'shop/pod/a' } as const
    expect(codes(contextOf([twins]), { scope })).toEqual(['not-unique'])
    expect(codes(contextOf([twins]), { scope, allowForBoth: true })).toEqual([])
  })

  it('[YML-1] writes nothing into a file that is broken', () => {
    const broken = { name: 'cluster.yaml', text: `${SHOP.text}---\n  - {\n` }
    expect(planIsolate(contextOf([broken]), isolate()).obstacles.map(({ code }) => code)).toEqual(['document-broken'])
  })
})
