import { describe, expect, it } from 'vitest'
import { formatAddress } from '../net/address.ts'
import { buildCluster } from './build-cluster.ts'
import { clusterOf, readResources } from './resources.testing.ts'

/** As `kubectl get endpointslices -o yaml` prints one. */
const SLICE = `---
addressType: IPv4
apiVersion: discovery.k8s.io/v1
endpoints:
- addresses:
  - 10.1.0.7
  conditions:
    ready: true
    serving: true
    terminating: false
  nodeName: n1
  targetRef:
    kind: Pod
    name: web-7d9-a
    namespace: shop
- addresses:
  - 10.1.0.8
  conditions:
    ready: false
    serving: true
    terminating: true
- addresses:
  - 10.1.0.9
  conditions: {}
kind: EndpointSlice
metadata:
  generateName: web-
  labels:
    endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
    kubernetes.io/service-name: web
  managedFields:
  - apiVersion: discovery.k8s.io/v1
    manager: kube-controller-manager
  name: web-x7k2p
  namespace: shop
  ownerReferences:
  - apiVersion: v1
    blockOwnerDeletion: true
    controller: true
    kind: Service
    name: web
ports:
- name: http
  port: 8080
  protocol: TCP
- appProtocol: dns
  name: dns
  port: 5353
  protocol: UDP
- name: ""
  port: null
`

const ENDPOINTS = `---
apiVersion: v1
kind: Endpoints
metadata:
  annotations:
    endpoints.kubernetes.io/last-change-trigger-time: "2026-01-01T00:00:00Z"
  name: legacy-db
  namespace: shop
subsets:
- addresses:
  - ip: 192.0.2.10
  - hostname: second
    ip: 192.0.2.11
  notReadyAddresses:
  - ip: 192.0.2.12
  ports:
  - name: postgres
    port: 5432
    protocol: TCP
- addresses:
  - ip: 2001:db8::10
  ports: null
`

const slicesOf = (text: string) =>
  clusterOf(text).endpointSlices.map((slice) => ({ ...slice, addresses: slice.addresses.map(formatAddress) }))

describe('EndpointSlices', () => {
  it('[END-7] belong to the Service of their label, with all addresses and ports', () => {
    expect(slicesOf(SLICE)).toEqual([
      {
        path: 'cluster.yaml#0',
        namespace: 'shop',
        service: 'web',
        addresses: ['10.1.0.7', '10.1.0.8', '10.1.0.9'],
        ports: [
          { name: 'http', protocol: 'TCP', port: 8080 },
          { name: 'dns', protocol: 'UDP', port: 5353 },
          { protocol: 'TCP' },
        ],
      },
    ])
    expect(buildCluster(readResources(SLICE)).diagnostics).toEqual([])
  })

  it('[END-7] may have neither endpoints nor ports', () => {
    const empty = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
addressType: IPv6
metadata: { name: a, labels: { kubernetes.io/service-name: web } }
endpoints: null
ports: []
`
    expect(slicesOf(empty)).toEqual([
      { path: 'cluster.yaml#0', namespace: 'default', service: 'web', addresses: [], ports: [] },
    ])
    expect(slicesOf(empty.replace('/v1\n', '/v1beta1\n'))).toHaveLength(1)
  })

  it('[END-7] say nothing without a Service, by names, or in another group', () => {
    expect(slicesOf(SLICE.replace('kubernetes.io/service-name: web', 'app: web'))).toEqual([])
    const names = SLICE.replace('IPv4', 'FQDN').replace('10.1.0.7', 'web.example.com')
    expect(slicesOf(names)).toEqual([])
    expect(buildCluster(readResources(names)).diagnostics).toEqual([])
    expect(slicesOf(SLICE.replace('discovery.k8s.io/v1', 'example.com/v1'))).toEqual([])
  })

  it('[YML-4] read malformed fields as absent and say where they are', () => {
    const { cluster, diagnostics } = buildCluster(
      readResources(`apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
addressType: IPv4
metadata: { name: a, labels: { kubernetes.io/service-name: web } }
endpoints: [{ addresses: [10.1.0.7, nowhere] }, { addresses: 10.1.0.8 }, null]
ports: [{ port: 0 }, { port: 80, protocol: tcp }, { port: 81 }]
`),
    )
    expect(diagnostics.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'YML-4 endpoints[0].addresses[1]',
      'YML-4 endpoints[1].addresses',
      'YML-4 ports[0].port',
      'YML-4 ports[1].protocol',
    ])
    expect(cluster.endpointSlices[0]?.addresses.map(formatAddress)).toEqual(['10.1.0.7'])
    expect(cluster.endpointSlices[0]?.ports).toEqual([{ protocol: 'TCP', port: 81 }])
  })
})

describe('Endpoints', () => {
  it('[END-7] say the same of the Service of their name, by subset', () => {
    expect(slicesOf(ENDPOINTS)).toEqual([
      {
        path: 'cluster.yaml#0/subsets/0',
        namespace: 'shop',
        service: 'legacy-db',
        addresses: ['192.0.2.10', '192.0.2.11', '192.0.2.12'],
        ports: [{ name: 'postgres', protocol: 'TCP', port: 5432 }],
      },
      {
        path: 'cluster.yaml#0/subsets/1',
        namespace: 'shop',
        service: 'legacy-db',
        addresses: ['2001:db8::10'],
        ports: [],
      },
    ])
    expect(slicesOf('apiVersion: v1\nkind: Endpoints\nmetadata: { name: a }\nsubsets: null\n')).toEqual([])
  })

  it('[END-7] count only where the Service has no slices, which they are copied into', () => {
    const mirrored = SLICE.replace('service-name: web', 'service-name: legacy-db')
    expect(slicesOf(ENDPOINTS + mirrored).map(({ path }) => path)).toEqual(['cluster.yaml#1'])
    expect(slicesOf(ENDPOINTS + SLICE)).toHaveLength(3)
    const elsewhere = mirrored.replace('namespace: shop\n  owner', 'namespace: other\n  owner')
    expect(slicesOf(ENDPOINTS + elsewhere)).toHaveLength(3)
  })

  it('[YML-4] read malformed fields as absent and say where they are', () => {
    const text = `apiVersion: v1
kind: Endpoints
metadata: { name: a }
subsets: [{ addresses: [{ ip: x }], notReadyAddresses: 3, ports: [{ port: "80" }] }, 7]
`
    const { cluster, diagnostics } = buildCluster(readResources(text))
    expect(diagnostics.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'YML-4 subsets[0].addresses[0].ip',
      'YML-4 subsets[0].notReadyAddresses',
      'YML-4 subsets[0].ports[0].port',
    ])
    expect(cluster.endpointSlices.map(({ addresses, ports }) => [addresses, ports])).toEqual([
      [[], []],
      [[], []],
    ])
  })
})

describe('both', () => {
  it('[END-3] use their namespaces', () => {
    expect([...clusterOf(SLICE).namespaces.keys()]).toEqual(['shop'])
    expect([...clusterOf(ENDPOINTS).namespaces.keys()]).toEqual(['shop'])
  })

  it('[VAL-10] are named once, with a warning when they differ', () => {
    for (const [text, from] of [
      [SLICE, '10.1.0.9'],
      [ENDPOINTS, '192.0.2.12'],
    ] as const) {
      const { cluster, diagnostics } = buildCluster(readResources(text + text.replace(from, '192.0.2.99')))
      expect(cluster.endpointSlices.every(({ path }) => path.startsWith('cluster.yaml#1'))).toBe(true)
      expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['VAL-10 warning', 'VAL-10 info'])
    }
  })

  it('stay the same objects while their text does', () => {
    const resources = readResources(SLICE + ENDPOINTS)
    const [first, second] = [buildCluster(resources), buildCluster([...resources])]
    expect(first.cluster.endpointSlices).toHaveLength(3)
    second.cluster.endpointSlices.forEach((slice, index) => {
      expect(slice).toBe(first.cluster.endpointSlices[index])
    })
  })
})
