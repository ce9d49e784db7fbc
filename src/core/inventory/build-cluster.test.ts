import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { JsonObject } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import { parseAddress } from '../net/address.ts'
import { buildCluster } from './build-cluster.ts'
import { clusterOf, controller, ownedBy, pod, readResources, workloadsOf } from './resources.testing.ts'

// Random inputs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 })

function diagnosticsOf(...resources: readonly Resource[]): readonly string[] {
  return buildCluster(resources).diagnostics.map(
    ({ code, severity, place }: Diagnostic) => `${code} ${severity} ${place.kind === 'path' ? place.path : ''}`,
  )
}

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec: { podSelector: {} }
`

describe('namespaces', () => {
  it('[END-3] knows declared and used namespaces by the label with their name', () => {
    const { namespaces } = clusterOf(
      `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: a } }
---
apiVersion: v1
kind: Service
metadata: { name: s, namespace: by-service }
---
apiVersion: v1
kind: Pod
metadata: { name: p }
---
${POLICY.replace('shop', 'by-policy')}`,
    )
    expect([...namespaces.values()]).toEqual([
      {
        name: 'shop',
        labels: new Map([
          ['team', 'a'],
          ['kubernetes.io/metadata.name', 'shop'],
        ]),
        path: 'cluster.yaml#0',
      },
      ...['default', 'by-policy', 'by-service'].map((name) => ({
        name,
        labels: new Map([['kubernetes.io/metadata.name', name]]),
      })),
    ])
  })

  it('[END-3] overwrites a wrong name label with a warning, and reads null labels as none', () => {
    const text = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { kubernetes.io/metadata.name: b } }'
    expect(clusterOf(text).namespaces.get('a')?.labels).toEqual(new Map([['kubernetes.io/metadata.name', 'a']]))
    expect(diagnosticsOf(...readResources(text))).toEqual([
      'END-3 warning cluster.yaml#0/metadata/labels/kubernetes.io~1metadata.name',
    ])
    const none = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: null }'
    expect(clusterOf(none).namespaces.get('a')?.labels.size).toBe(1)
    expect(diagnosticsOf(...readResources(none))).toEqual([])
  })
})

describe('pods', () => {
  it('[END-4] reads the addresses of both families once each', () => {
    const { 'shop/pod/a': a } = workloadsOf(
      pod('a', '', 'status: { podIP: 10.1.0.7, podIPs: [{ ip: 10.1.0.7 }, { ip: "fd00::7" }, { ip: nonsense }] }'),
    )
    expect(a?.pods[0]?.addresses).toEqual([parseAddress('10.1.0.7'), parseAddress('fd00::7')])
  })

  it('[END-5] gives a pod on the network of its node the address of the node when its own is not known', () => {
    const text = [
      pod('a', '', 'spec: { hostNetwork: true, nodeName: n1 }\nstatus: { hostIP: 192.168.0.1 }'),
      pod('b', '', 'spec: {}\nstatus: { hostIP: 192.168.0.1 }'),
    ].join('\n')
    const workloads = workloadsOf(text)
    expect(workloads['shop/pod/a']?.pods[0]).toMatchObject({
      hostNetwork: true,
      nodeName: 'n1',
      addresses: [parseAddress('192.168.0.1')],
    })
    expect(workloads['shop/pod/b']?.pods[0]).toMatchObject({ hostNetwork: false, addresses: [] })
  })

  it('[POR-4] counts ports of containers and restartable init containers only', () => {
    const { 'shop/pod/a': a } = workloadsOf(
      pod(
        'a',
        '',
        `spec:
  initContainers:
  - { ports: [{ name: once, containerPort: 1 }] }
  - { restartPolicy: Always, ports: [{ name: mesh, containerPort: 15090, protocol: UDP }] }
  containers:
  - { ports: [{ name: http, containerPort: 80, hostPort: 8080 }, { containerPort: 9, protocol: SCTP }] }
  - {}
  ephemeralContainers:
  - { ports: [{ name: debug, containerPort: 2 }] }`,
      ),
    )
    expect(a?.pods[0]?.ports).toEqual([
      { name: 'http', protocol: 'TCP', port: 80 },
      { protocol: 'SCTP', port: 9 },
      { name: 'mesh', protocol: 'UDP', port: 15090 },
    ])
  })

  it('[YML-8] reads null label values as empty', () => {
    const { 'shop/pod/a': a } = workloadsOf(pod('a', 'labels: { app: null, count: 3, deep: { x: y } }'))
    expect(a?.pods[0]?.labels).toEqual(
      new Map([
        ['app', ''],
        ['count', '3'],
      ]),
    )
  })
})

describe('services', () => {
  it('reads selectors, ports and target ports', () => {
    const { services } = clusterOf(`apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80, targetPort: http }, { port: 53, protocol: UDP, targetPort: 5353 }, { port: 9, targetPort: 0 }]
---
apiVersion: v1
kind: Service
metadata: { name: out }
spec: { type: ExternalName, externalName: example.com, selector: {} }`)
    expect(services).toEqual([
      {
        path: 'cluster.yaml#0',
        namespace: 'shop',
        name: 'web',
        type: 'ClusterIP',
        selector: new Map([['app', 'web']]),
        ports: [
          { name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' },
          { protocol: 'UDP', port: 53, targetPort: 5353 },
          { protocol: 'TCP', port: 9 },
        ],
        headless: false,
        addresses: [],
        keepsSource: false,
      },
      {
        path: 'cluster.yaml#1',
        namespace: 'default',
        name: 'out',
        type: 'ExternalName',
        ports: [],
        headless: false,
        externalName: 'example.com',
        addresses: [],
        keepsSource: false,
      },
    ])
  })
})

describe('families', () => {
  const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: ${spec}\n`

  it('[IPB-4] is what pods and Services show', () => {
    expect(clusterOf(POLICY).families).toEqual([])
    expect(clusterOf(pod('a', '', 'status: { podIP: "fd00::1" }')).families).toEqual([6])
    expect(clusterOf(service('{ ipFamilies: [IPv6, IPv4] }')).families).toEqual([4, 6])
    expect(clusterOf(service('{ clusterIP: None }')).families).toEqual([])
    expect(clusterOf(service('{ clusterIPs: ["fd00::1", None, 3] }')).families).toEqual([6])
  })
})

describe('policies', () => {
  it('takes valid policies only, and what other APIs would say as not evaluated', () => {
    const [policy] = readResources(POLICY)
    const { policy: _, ...invalid } = policy ?? expect.fail()
    expect(buildCluster([policy ?? expect.fail()]).cluster.policies).toEqual([policy?.policy])
    expect(buildCluster([invalid]).cluster.policies).toEqual([])
  })

  it('[YML-6] lists policies of other APIs with the namespace they are bound to', () => {
    const object = (apiVersion: string, kind: string, namespace = 'shop') =>
      `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x, namespace: ${namespace} }\n`
    const { notEvaluated, policies } = clusterOf(
      [
        object('projectcalico.org/v3', 'NetworkPolicy'),
        object('crd.projectcalico.org/v1', 'GlobalNetworkPolicy'),
        object('cilium.io/v2', 'CiliumNetworkPolicy'),
        object('cilium.io/v2', 'CiliumClusterwideNetworkPolicy'),
        object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'),
        object('security.istio.io/v1', 'AuthorizationPolicy'),
        object('security.istio.io/v1', 'AuthorizationPolicy', 'istio-system'),
        object('example.com/v1', 'NetworkPolicy'),
      ].join(''),
    )
    expect(policies).toEqual([])
    expect(notEvaluated.map(({ kind, namespace }) => [kind, namespace])).toEqual([
      ['NetworkPolicy', 'shop'],
      ['GlobalNetworkPolicy', undefined],
      ['CiliumNetworkPolicy', 'shop'],
      ['CiliumClusterwideNetworkPolicy', undefined],
      ['AdminNetworkPolicy', undefined],
      ['AuthorizationPolicy', 'shop'],
      ['AuthorizationPolicy', undefined],
    ])
  })
})

describe('VAL-10', () => {
  it('[VAL-10] merges what differs only in what the server writes', () => {
    const dumped = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  namespace: shop
  name: deny
  uid: 1
  resourceVersion: "7"
  creationTimestamp: "2026-01-01T00:00:00Z"
  annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" }
spec: { podSelector: {}, ingress: null }
status: {}
`
    const resources = [...readResources(POLICY, 'a.yaml'), ...readResources(dumped, 'b.yaml')]
    expect(buildCluster(resources).cluster.policies.map(({ path }) => path)).toEqual(['b.yaml#0'])
    expect(diagnosticsOf(...resources)).toEqual(['VAL-10 info b.yaml#0'])
  })

  it('[VAL-10] keeps the last by file name and reports the later of two that differ', () => {
    const other = POLICY.replace('{}', '{ matchLabels: { app: web } }')
    const resources = [...readResources(other, 'b.yaml'), ...readResources(`${POLICY}---\n${POLICY}`, 'a.yaml')]
    expect(buildCluster(resources).cluster.policies.map(({ path }) => path)).toEqual(['b.yaml#0'])
    expect(diagnosticsOf(...resources)).toEqual([
      'VAL-10 info a.yaml#1',
      'VAL-10 error b.yaml#0',
      'VAL-10 info a.yaml#1',
    ])
  })

  it('[VAL-10] counts list items as numbers', () => {
    const item = (index: number) => ({
      ...(readResources(POLICY)[0] ?? expect.fail()),
      path: `a.yaml#0/items/${index}`,
      value: { kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'shop' }, spec: { index } },
    })
    expect(diagnosticsOf(item(10), item(9))).toEqual(['VAL-10 error a.yaml#0/items/10', 'VAL-10 info a.yaml#0/items/9'])
  })

  it('[VAL-10] warns about workloads, Namespaces and Services', () => {
    const text = [
      controller('apps/v1', 'Deployment', 'web', 'replicas: 1'),
      controller('extensions/v1beta1', 'Deployment', 'web', 'replicas: 2'),
    ].join('\n')
    expect(workloadsOf(text)['shop/deployment/web']?.replicas).toBe(2)
    expect(diagnosticsOf(...readResources(text))).toEqual([
      'VAL-10 warning cluster.yaml#1',
      'VAL-10 info cluster.yaml#0',
    ])
  })

  it('[VAL-10] keeps namespaces, groups and unnamed objects apart', () => {
    const unnamed = 'apiVersion: v1\nkind: Pod\nmetadata: { generateName: a- }\n'
    const text = `${POLICY}---\n${POLICY.replace('shop', 'other')}---\n${unnamed}---\n${unnamed}`
    expect(diagnosticsOf(...readResources(text))).toEqual([])
    expect(clusterOf(text).policies).toHaveLength(2)
  })

  it('[VAL-10] lets a stale object yield to one that is written now', () => {
    const [written] = readResources(POLICY, 'a.yaml')
    const [broken] = readResources(POLICY.replace('{}', '{ matchLabels: { a: b } }'), 'b.yaml')
    const resources = [written ?? expect.fail(), { ...(broken ?? expect.fail()), stale: true }]
    expect(buildCluster(resources).cluster.policies.map(({ path }) => path)).toEqual(['a.yaml#0'])
    expect(diagnosticsOf(...resources)).toEqual([])
  })
})

describe('malformed fields', () => {
  it('[YML-4] reads them as absent and says where they are', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: { name: a, labels: [x] }
spec: { containers: [{ ports: { a: 1 } }, { ports: [{ containerPort: "80" }, { containerPort: 80, protocol: tcp }] }, 3] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: d }
spec: { replicas: many, template: { metadata: { labels: text }, spec: { containers: nope } } }
---
apiVersion: v1
kind: Service
metadata: { name: s }
spec: { selector: [], ports: [{ port: 99999 }] }
`
    const resources = readResources(text)
    expect(diagnosticsOf(...resources)).toEqual(
      [
        'cluster.yaml#0/metadata/labels',
        'cluster.yaml#0/spec/containers/0/ports',
        'cluster.yaml#0/spec/containers/1/ports/0/containerPort',
        'cluster.yaml#0/spec/containers/1/ports/1/protocol',
        'cluster.yaml#1/spec/template/metadata/labels',
        'cluster.yaml#1/spec/template/spec/containers',
        'cluster.yaml#1/spec/replicas',
        'cluster.yaml#2/spec/selector',
        'cluster.yaml#2/spec/ports/0/port',
      ].map((path) => `YML-4 error ${path}`),
    )
    const { workloads, services } = buildCluster(resources).cluster
    expect(workloads.map(({ id, replicas, pods }) => [id, replicas, pods[0]?.ports])).toEqual([
      ['default/pod/a', undefined, []],
      ['default/deployment/d', 1, []],
    ])
    expect(services[0]).toMatchObject({ ports: [] })
  })

  it('[YML-4] says where a switch or an address of a pod is none', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { hostNetwork: "true" }
status: { podIP: 010.0.0.1, podIPs: [{ ip: 10.0.0.1 }, { ip: here }], hostIP: "" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: d }
spec: { template: { spec: { hostNetwork: 1 } } }
---
apiVersion: v1
kind: Pod
metadata: { name: b }
spec: { hostNetwork: null }
status: { podIP: "", podIPs: null, hostIP: 10.0.0.9 }
`
    expect(diagnosticsOf(...readResources(text))).toEqual(
      [
        'cluster.yaml#0/spec/hostNetwork',
        'cluster.yaml#0/status/podIP',
        'cluster.yaml#0/status/podIPs/1/ip',
        'cluster.yaml#1/spec/template/spec/hostNetwork',
      ].map((path) => `YML-4 error ${path}`),
    )
  })

  it('never throws, whatever the fields hold', () => {
    const keys = [
      'metadata',
      'name',
      'namespace',
      'labels',
      'spec',
      'template',
      'containers',
      'ports',
      'ownerReferences',
    ]
    const more = ['controller', 'kind', 'selector', 'matchLabels', 'replicas', 'ordinals', 'start', 'status', 'podIPs']
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, true, '', 'x', -1, 3, 1e300, [], {}),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys, ...more), tie('node'), { maxKeys: 6 }),
      ),
    }))
    const object = fc.dictionary(fc.constantFrom(...keys, ...more), node, { minKeys: 2, maxKeys: 6 })
    const kinds = [
      'Pod',
      'Namespace',
      'Service',
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
      'Job',
      'CronJob',
      'Rollout',
    ]
    const apiVersion = fc.constantFrom('v1', 'apps/v1', 'batch/v1', 'argoproj.io/v1alpha1')
    const resource = fc.record({ apiVersion, kind: fc.constantFrom(...kinds), value: object })
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 6 }), (list) => {
        const resources = list.map(({ value, ...rest }, index) => ({
          ...rest,
          path: `f#${index}`,
          value: value as JsonObject,
          stale: false,
        }))
        const { workloads, namespaces } = buildCluster(resources).cluster
        expect(new Set(workloads.map(({ id }) => id)).size).toBe(workloads.length)
        expect(workloads.every(({ pods, namespace }) => pods.length > 0 && namespaces.has(namespace))).toBe(true)
      }),
    )
  })
})

describe('malformed fields around pods', () => {
  const KEYS = [
    ['metadata', 'name', 'labels', 'kubernetes.io/service-name', 'spec', 'status', 'podCIDR', 'podCIDRs', 'addresses'],
    ['type', 'address', 'endpoints', 'subsets', 'notReadyAddresses', 'ip', 'ports', 'port', 'protocol', 'number'],
    ['defaultBackend', 'backend', 'service', 'serviceName', 'servicePort', 'rules', 'http', 'paths', 'host', 'path'],
    ['resource', 'clusterIP', 'clusterIPs', 'externalIPs', 'loadBalancer', 'ingress', 'nodePort', 'externalName'],
  ].flat()
  const KINDS = [
    ['v1', 'Service'],
    ['v1', 'Node'],
    ['v1', 'Endpoints'],
    ['discovery.k8s.io/v1', 'EndpointSlice'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['networking.k8s.io/v1beta1', 'Ingress'],
  ] as const

  it('never throws, whatever Services, Nodes, EndpointSlices and Ingresses hold', () => {
    const key = fc.constantFrom(...KEYS)
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, true, '', 'x', 'InternalIP', 'None', '10.0.0.1', '10.0.0.0/8', -1, 80, 1e300, [], {}),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(key, tie('node'), { maxKeys: 6 }),
      ),
    }))
    const resource = fc.record({ kind: fc.constantFrom(...KINDS), value: fc.dictionary(key, node, { minKeys: 2 }) })
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 6 }), (list) => {
        const { cluster, diagnostics } = buildCluster(
          list.map(({ kind: [apiVersion, kind], value }, index) => ({
            path: `f#${index}`,
            apiVersion,
            kind,
            value: value as JsonObject,
            stale: false,
          })),
        )
        const placed = [...cluster.services, ...cluster.endpointSlices, ...cluster.ingresses]
        expect(placed.every(({ namespace }) => cluster.namespaces.has(namespace))).toBe(true)
        expect(diagnostics.every(({ place }) => place.kind === 'path')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('identity', () => {
  const NODE = 'apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\n'
  const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\n'
  const OBJECTS = [NODE, SERVICE, POLICY].map((text) => `---\n${text}`).join('')

  it('keeps everything but policies when only policies change', () => {
    const [first, second, ...policies] = readResources(`${pod('a')}\n${pod('b')}\n${OBJECTS}${OBJECTS}`)
    if (!first || !second) throw new Error('two pods')
    const before = buildCluster([first, second, ...policies])
    const after = buildCluster([first, second, ...policies.filter(({ policy }) => !policy)])
    const { namespaces: _, policies: __, notEvaluated: ___, ...inventory } = before.cluster
    for (const [key, value] of Object.entries(inventory))
      expect([key, after.cluster[key as keyof typeof inventory] === value]).toEqual([key, true])
    const policiesOf = ({ cluster }: typeof before) => cluster.policies.length
    expect([before, after].map(policiesOf)).toEqual([1, 0])
    expect(before.diagnostics.map(({ severity }) => severity)).toEqual(['info', 'info', 'info'])
    expect(after.diagnostics.map(({ severity }) => severity)).toEqual(['info', 'info'])
  })

  it('reads again what changed, came, went or moved', () => {
    const [a, b, c] = readResources([pod('a'), pod('b'), pod('c')].join('\n'))
    if (!a || !b || !c) throw new Error('three pods')
    const idsOf = (...resources: readonly Resource[]) =>
      buildCluster(resources).cluster.workloads.map(({ name }) => name)
    expect(idsOf(a, b)).toEqual(['a', 'b'])
    expect(idsOf(a, b, c)).toEqual(['a', 'b', 'c'])
    expect(idsOf(a, c, b)).toEqual(['a', 'c', 'b'])
    expect(idsOf(a)).toEqual(['a'])
    expect(idsOf()).toEqual([])
    const changed = { ...b, value: { ...b.value, metadata: { name: 'd', namespace: 'shop' } } }
    expect(idsOf(a, changed)).toEqual(['a', 'd'])
    expect(idsOf(a, b)).toEqual(['a', 'b'])
  })

  it('remembers nothing that is not so any more: whatever comes and goes, it reads as from scratch', () => {
    const owner = ownedBy('apps/v1', 'Deployment', 'web')
    const node = (ip: string) => `---\n${NODE}status: { addresses: [{ type: InternalIP, address: ${ip} }] }\n`
    const host = (name: string) => pod(name, owner, 'spec: { hostNetwork: true, nodeName: n1 }')
    const all = readResources(
      [
        controller('apps/v1', 'Deployment', 'web', 'replicas: 2'),
        controller('apps/v1', 'Deployment', 'web', 'replicas: 3'),
        ...['a', 'b'].map((name) => pod(name, owner)),
        ...['c', 'd'].map(host),
        node('172.18.0.2'),
        node('172.18.0.3'),
        `---\n${SERVICE}---\n${POLICY}---\n${POLICY.replace('shop', 'other')}`,
      ].join('\n'),
    )
    const list = fc.shuffledSubarray([...all])
    fc.assert(
      fc.property(fc.array(list, { minLength: 2, maxLength: 5 }), (lists) => {
        for (const resources of lists)
          expect(buildCluster(resources)).toEqual(buildCluster(resources.map((one) => ({ ...one }))))
      }),
      { numRuns: 100 },
    )
  })

  it('makes the same workloads where neither they nor their pods change', () => {
    const label = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: a } }\n'
    const node = `${NODE}status: { addresses: [{ type: InternalIP, address: 172.18.0.2 }] }\n`
    const host = pod('agent', '', 'spec: { hostNetwork: true, nodeName: n1 }')
    const owner = ownedBy('apps/v1', 'Deployment', 'web')
    const texts = [controller('apps/v1', 'Deployment', 'web', 'selector: { matchLabels: { app: web } }')]
    const resources = readResources([...texts, pod('web-1', owner), pod('b'), host, '---', node].join('\n'))
    const workloadsOf = (...list: readonly Resource[]) => buildCluster(list).cluster.workloads
    const before = workloadsOf(...resources)
    expect(before.map(({ name }) => name)).toEqual(['web', 'b', 'agent'])
    const after = workloadsOf(...resources, ...readResources(label, 'namespaces.yaml'))
    expect(after.map((workload, index) => workload === before[index])).toEqual([true, true, true])
    const scaled = resources.map((one) =>
      one.kind === 'Deployment' ? { ...one, value: { ...one.value, spec: { replicas: 3 } } } : one,
    )
    expect(workloadsOf(...scaled).map((workload, index) => workload === before[index])).toEqual([false, true, true])
    const [web] = workloadsOf(...scaled)
    expect(web).toMatchObject({ replicas: 3, pods: before[0]?.pods })
    expect(web).not.toHaveProperty('matchLabels')
  })

  it('makes the same pods of unchanged resources', () => {
    const resources = readResources(`${pod('a')}\n${controller('apps/v1', 'Deployment', 'web')}`)
    const [first, second] = [resources, [...resources].reverse()].map((order) =>
      buildCluster(order).cluster.workloads.flatMap(({ pods }) => pods),
    )
    expect(first).toHaveLength(2)
    expect(second?.toReversed().every((pod, index) => pod === first?.[index])).toBe(true)
  })
})
