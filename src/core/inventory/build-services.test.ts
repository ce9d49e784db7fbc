import { describe, expect, it } from 'vitest'
import { formatAddress } from '../net/address.ts'
import { buildCluster } from './build-cluster.ts'
import { clusterOf, readResources } from './resources.testing.ts'

const LOAD_BALANCER = `apiVersion: v1
kind: Service
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Service"}
  creationTimestamp: "2026-01-01T00:00:00Z"
  finalizers:
  - service.kubernetes.io/load-balancer-cleanup
  labels:
    app: web
  managedFields:
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:spec:
        f:externalTrafficPolicy: {}
    manager: kubectl-client-side-apply
    operation: Update
  name: web
  namespace: shop
  resourceVersion: "4242"
  uid: 0e2d5a8e-1111-2222-3333-444455556666
spec:
  allocateLoadBalancerNodePorts: true
  clusterIP: 10.96.12.7
  clusterIPs:
  - 10.96.12.7
  - fd00:96::c07
  externalIPs:
  - 192.0.2.80
  externalTrafficPolicy: Local
  healthCheckNodePort: 31999
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  - IPv6
  ipFamilyPolicy: PreferDualStack
  loadBalancerIP: 203.0.113.10
  ports:
  - appProtocol: http
    name: http
    nodePort: 30080
    port: 80
    protocol: TCP
    targetPort: http
  - name: dns
    nodePort: 30053
    port: 53
    protocol: UDP
    targetPort: 5353
  selector:
    app: web
  sessionAffinity: None
  type: LoadBalancer
status:
  loadBalancer:
    ingress:
    - ip: 203.0.113.10
      ipMode: VIP
    - hostname: lb.example.com
    - ip: 2001:db8::10
`

const service = (spec: string) => clusterOf(`apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: ${spec}`)

describe('Services', () => {
  it('[END-7] [IPB-7] reads one of type LoadBalancer as kubectl prints it', () => {
    const [web] = clusterOf(LOAD_BALANCER).services
    expect({ ...web, addresses: web?.addresses.map(formatAddress) }).toEqual({
      path: 'cluster.yaml#0',
      namespace: 'shop',
      name: 'web',
      type: 'LoadBalancer',
      selector: new Map([['app', 'web']]),
      ports: [
        { name: 'http', protocol: 'TCP', port: 80, targetPort: 'http', nodePort: 30080 },
        { name: 'dns', protocol: 'UDP', port: 53, targetPort: 5353, nodePort: 30053 },
      ],
      headless: false,
      addresses: ['10.96.12.7', 'fd00:96::c07', '203.0.113.10', '2001:db8::10', '192.0.2.80'],
      keepsSource: true,
    })
    expect(buildCluster(readResources(LOAD_BALANCER)).diagnostics).toEqual([])
  })

  it.each([
    ['a StatefulSet', '{ clusterIP: None, clusterIPs: [None], selector: { app: db }, ports: [{ port: 5432 }] }', true],
    ['no ports', '{ clusterIPs: [None], selector: { app: db } }', true],
    ['an own address', '{ clusterIP: 10.96.0.9 }', false],
    ['no address yet', '{ clusterIP: "", clusterIPs: null }', false],
    ['an outside name', '{ type: ExternalName, externalName: db.example.com, clusterIP: None }', false],
  ])('[END-7] says whether a Service of %s is headless', (_, spec, headless) => {
    expect(service(spec).services[0]?.headless).toBe(headless)
    expect(
      buildCluster(readResources(`kind: Service\napiVersion: v1\nmetadata: { name: s }\nspec: ${spec}`)).diagnostics,
    ).toEqual([])
  })

  it('[END-7] has an outside name only with type ExternalName', () => {
    expect(service('{ type: ExternalName, externalName: db.example.com }').services[0]?.externalName).toBe(
      'db.example.com',
    )
    expect(service('{ externalName: db.example.com }').services[0]).not.toHaveProperty('externalName')
    expect(service('{ type: ExternalName }').services[0]).not.toHaveProperty('externalName')
  })

  it('[IPB-7] has node ports only where nodes listen', () => {
    const ports = '[{ port: 80, nodePort: 30080 }, { port: 81, nodePort: 0 }]'
    const nodePorts = (type: string) =>
      service(`{ type: ${type}, ports: ${ports} }`).services[0]?.ports.map(({ nodePort }) => nodePort)
    expect(nodePorts('NodePort')).toEqual([30080, undefined])
    expect(nodePorts('LoadBalancer')).toEqual([30080, undefined])
    expect(nodePorts('ClusterIP')).toEqual([undefined, undefined])
  })

  it('stay the same objects while their text does', () => {
    const resources = readResources(LOAD_BALANCER)
    const [first, second] = [buildCluster(resources), buildCluster([...resources])]
    expect(second.cluster.services[0]).toBe(first.cluster.services[0])
  })

  it('[YML-4] says what is none of an address, a name and a port', () => {
    const { diagnostics } = buildCluster(
      readResources(`apiVersion: v1
kind: Service
metadata: { name: s }
spec:
  type: ExternalName
  externalName: 12
  clusterIP: none
  clusterIPs: 10.0.0.1
  externalIPs: [10.0.0.1, example.com]
  loadBalancerIP: 10.0.0.256
  ports: [{ port: 80, targetPort: true, nodePort: 70000 }, null]
status: { loadBalancer: { ingress: [{ ip: 1 }, { hostname: x }] } }
`),
    )
    expect(diagnostics.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'YML-4 spec.ports[0].targetPort',
      'YML-4 spec.ports[0].nodePort',
      'YML-4 spec.externalName',
      'YML-4 spec.clusterIP',
      'YML-4 spec.clusterIPs',
      'YML-4 spec.loadBalancerIP',
      'YML-4 spec.externalIPs[1]',
      'YML-4 status.loadBalancer.ingress[0].ip',
    ])
  })
})
