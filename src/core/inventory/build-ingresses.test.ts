import { describe, expect, it } from 'vitest'
import { buildCluster } from './build-cluster.ts'
import { clusterOf, readResources } from './resources.testing.ts'

/** As `kubectl get ingress -o yaml` prints one. */
const INGRESS = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /
  creationTimestamp: "2026-01-01T00:00:00Z"
  generation: 2
  name: shop
  namespace: shop
spec:
  defaultBackend:
    service:
      name: landing
      port:
        number: 80
  ingressClassName: nginx
  rules:
  - host: shop.example.com
    http:
      paths:
      - backend:
          service:
            name: cart
            port:
              name: http
        path: /cart
        pathType: Prefix
      - backend:
          resource:
            apiGroup: k8s.example.com
            kind: StorageBucket
            name: static-assets
        path: /icons
        pathType: ImplementationSpecific
  - http:
      paths:
      - backend:
          service:
            name: api
            port:
              number: 8080
        path: /api
        pathType: Exact
  - host: '*.example.com'
    http:
      paths:
      - backend:
          service:
            name: landing
            port: {}
        pathType: ImplementationSpecific
  - host: only.example.com
  tls:
  - hosts:
    - shop.example.com
    secretName: shop-tls
status:
  loadBalancer:
    ingress:
    - ip: 203.0.113.10
`

const OLD = `---
apiVersion: extensions/v1beta1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  backend: { serviceName: landing, servicePort: 80 }
  rules:
  - host: shop.example.com
    http:
      paths:
      - path: /cart
        backend: { serviceName: cart, servicePort: http }
      - backend: { resource: { kind: StorageBucket, name: static-assets } }
`

const saidOf = (text: string) =>
  buildCluster(readResources(text)).diagnostics.map(({ code, severity, field }) => `${severity} ${code} ${field}`)

describe('Ingresses', () => {
  it('[ING-1] lists the default backend and one for every path, with words for people', () => {
    const rule = 'cluster.yaml#0/spec/rules'
    expect(clusterOf(INGRESS).ingresses).toEqual([
      {
        path: 'cluster.yaml#0',
        namespace: 'shop',
        name: 'shop',
        backends: [
          {
            path: 'cluster.yaml#0/spec/defaultBackend',
            words: 'every other path',
            service: { name: 'landing', port: 80 },
          },
          {
            path: `${rule}/0/http/paths/0/backend`,
            words: 'shop.example.com/cart',
            service: { name: 'cart', port: 'http' },
          },
          { path: `${rule}/0/http/paths/1/backend`, words: 'shop.example.com/icons' },
          { path: `${rule}/1/http/paths/0/backend`, words: '/api', service: { name: 'api', port: 8080 } },
          {
            path: `${rule}/2/http/paths/0/backend`,
            words: '*.example.com',
            service: { name: 'landing', port: undefined },
          },
        ],
      },
    ])
    expect(saidOf(INGRESS)).toEqual([])
  })

  it('[ING-1] says "every path" where nothing else is told apart', () => {
    const spec = (text: string) =>
      clusterOf(
        `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\nspec: ${text}`,
      ).ingresses[0]?.backends.map(({ words }) => words)
    const backend = '{ service: { name: a, port: { number: 80 } } }'
    expect(spec(`{ defaultBackend: ${backend} }`)).toEqual(['every path'])
    expect(spec(`{ rules: [{ http: { paths: [{ backend: ${backend} }] } }] }`)).toEqual(['every path'])
    expect(spec('{ rules: null }')).toEqual([])
    expect(spec('null')).toEqual([])
  })

  it('[ING-1] reads versions that are gone, and says so', () => {
    const { backends } = clusterOf(OLD).ingresses[0] ?? expect.fail()
    expect(backends.map(({ words, service }) => [words, service])).toEqual([
      ['every other path', { name: 'landing', port: 80 }],
      ['shop.example.com/cart', { name: 'cart', port: 'http' }],
      ['shop.example.com', undefined],
    ])
    expect(saidOf(OLD)).toEqual(['warning ING-1 apiVersion'])
    expect(saidOf(OLD.replace('extensions/', 'networking.k8s.io/'))).toEqual(['warning ING-1 apiVersion'])
  })

  it('[ING-1] is no Ingress in another group', () => {
    for (const group of ['config.openshift.io/v1', 'v1', 'apps/v1'])
      expect(clusterOf(INGRESS.replace('networking.k8s.io/v1', group)).ingresses).toEqual([])
  })

  it('[YML-4] says which backends are written as in the versions that are gone, or not at all', () => {
    const text = OLD.replace('extensions/v1beta1', 'networking.k8s.io/v1').replace(
      '{ resource: { kind: StorageBucket, name: static-assets } }',
      '{ service: {} }',
    )
    expect(saidOf(text)).toEqual([
      'error YML-4 spec.rules[0].http.paths[0].backend.serviceName',
      'error YML-4 spec.rules[0].http.paths[1].backend',
      'error YML-4 spec.backend',
    ])
    expect(clusterOf(text).ingresses[0]?.backends).toEqual([])
  })

  it('[YML-4] reads malformed fields as absent and says where they are', () => {
    const text = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: a }
spec:
  defaultBackend: { service: { name: true, port: { number: 0 } } }
  rules: [{ host: 3, http: { paths: [{ backend: { service: { name: a, port: { name: 80 } } } }, null] } }, { http: { paths: x } }]
`
    expect(saidOf(text)).toEqual([
      'error YML-4 spec.defaultBackend.service.name',
      'error YML-4 spec.defaultBackend.service.port.number',
      'error YML-4 spec.rules[0].host',
      'error YML-4 spec.rules[0].http.paths[0].backend.service.port.name',
      'error YML-4 spec.rules[1].http.paths',
    ])
    expect(clusterOf(text).ingresses[0]?.backends).toEqual([
      {
        path: 'cluster.yaml#0/spec/rules/0/http/paths/0/backend',
        words: 'every path',
        service: { name: 'a', port: undefined },
      },
    ])
  })

  it('[END-3] use their namespace', () => {
    expect([...clusterOf(INGRESS).namespaces.keys()]).toEqual(['shop'])
  })

  it('[VAL-10] are named once, in the old group and the new one', () => {
    expect(saidOf(INGRESS + INGRESS)).toEqual(['info VAL-10 undefined'])
    expect(saidOf(OLD + INGRESS)).toEqual(['warning VAL-10 undefined', 'info VAL-10 undefined'])
    expect(clusterOf(OLD + INGRESS).ingresses.map(({ path }) => path)).toEqual(['cluster.yaml#1'])
  })

  it('stay the same objects while their text does', () => {
    const resources = readResources(INGRESS)
    expect(buildCluster([...resources]).cluster.ingresses[0]).toBe(buildCluster(resources).cluster.ingresses[0])
  })
})
