import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runInProcess } from './in-process.testing.ts'

const CLUSTER = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: web, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  replicas: 2
  serviceName: db-pods
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: main, image: db, ports: [{name: pg, containerPort: 5432}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {clusterIP: 10.96.0.7, selector: {app: db}, ports: [{port: 80, targetPort: pg}]}
---
apiVersion: v1
kind: Service
metadata: {name: db-pods, namespace: shop}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 443, targetPort: http}]}
status: {loadBalancer: {ingress: [{ip: 203.0.113.5}]}}
---
apiVersion: v1
kind: Service
metadata: {name: legacy, namespace: shop}
spec: {ports: [{port: 3306}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
addressType: IPv4
metadata: {name: legacy-1, namespace: shop, labels: {kubernetes.io/service-name: legacy}}
endpoints: [{addresses: [192.0.2.10]}]
ports: [{port: 3307}]
---
apiVersion: v1
kind: Service
metadata: {name: mail, namespace: shop}
spec: {type: ExternalName, externalName: smtp.example.com}
`
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: door, namespace: shop}
spec:
  rules:
  - host: shop.example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend: {service: {name: db, port: {number: 80}}}
`
const DB_POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: 5432}]
`
const WEB_EGRESS = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web-out, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress:
  - to: [{podSelector: {matchLabels: {app: db}}}]
    ports: [{port: 5432}]
  - to: [{ipBlock: {cidr: 10.96.0.7/32}}]
    ports: [{port: 5432}]
`

let folder = ''
const file = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-can-'))
  writeFileSync(file('cluster.yaml'), CLUSTER)
  writeFileSync(file('policies.yaml'), DB_POLICY)
  writeFileSync(file('egress.yaml'), WEB_EGRESS)
  writeFileSync(file('ingress.yaml'), INGRESS)
  writeFileSync(file('closed.yaml'), DB_POLICY.slice(0, DB_POLICY.indexOf('  ingress:')))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const can = (from: string, to: string, ...more: string[]) =>
  runInProcess(['can', from, to, ...more, file('cluster.yaml'), file('policies.yaml')])

describe('can goes through Services', () => {
  test('[END-7] to the pods behind them, at their own port', async () => {
    const { code, out } = await can('shop/web', 'http://db/orders')
    expect(code).toBe(0)
    expect(out).toBe(
      [
        'yes: shop/deployment/web → Service shop/db on 80/TCP',
        `  Service shop/db (${file('cluster.yaml')}:21) leads to shop/statefulset/db on 5432`,
        '  leaving the source (egress): allowed',
        '    not isolated: no policy selects it',
        '  reaching the target (ingress): allowed',
        `    policy shop/db admits it (${file('policies.yaml')}:1)`,
        `      rule (${file('policies.yaml')}:7), peer (${file('policies.yaml')}:7), port (${file('policies.yaml')}:8)`,
        '  note: taken as Service shop/db; the workload is asked as shop/statefulset/db',
        '',
      ].join('\n'),
    )
  })

  test.each<[from: string, to: string, code: number, port?: string]>([
    ['shop/web', 'db:80', 0],
    ['shop/web', 'shop/db', 1, '80'],
    ['shop/web', 'shop/db:5432', 0],
    ['shop/web', 'shop/svc/db', 0, '80'],
    ['shop/web', 'db.shop.svc.cluster.local:80', 0],
    ['shop/web', '10.96.0.7:80', 0],
    ['shop/web', 'dial tcp 10.96.0.7:80: i/o timeout', 0],
    ['shop/web', 'db-0.db-pods:5432', 0],
    ['shop/web', 'db-pods:80', 1],
    ['shop/web', 'legacy:3306', 0],
    ['shop/web', 'mail:25', 3],
    ['shop/web', 'db:81', 3],
    ['ingress', 'shop/svc/web:443', 0],
    ['ingress', 'shop/svc/db:80', 3],
    ['shop/db', 'db:80', 3],
    ['shop/web', 'nobody:80', 2],
    ['shop/web', 'something went wrong', 2, '80'],
    ['svc/db', 'shop/web', 2, '80'],
  ])('[END-7] from %s to %j exits with %i', async (from, to, code, port) => {
    expect((await can(from, to, ...(port === undefined ? [] : [port]))).code).toBe(code)
  })

  test('[END-1] each backend has its branch when they differ', async () => {
    const one = DB_POLICY.replace('{app: db}}', '{statefulset.kubernetes.io/pod-name: db-1}}').replace('5432', '1')
    const { code, out } = await runInProcess(['can', 'shop/web', 'db:80', file('cluster.yaml'), '-'], one)
    expect(code).toBe(3)
    expect(out).toContain('depends: shop/deployment/web → Service shop/db on 80/TCP\n')
    expect(out).toContain('  yes: shop/deployment/web → shop/statefulset/db#db-0 on 5432/TCP\n    leaving the source')
    expect(out).toContain('  no: shop/deployment/web → shop/statefulset/db#db-1 on 5432/TCP\n')
    expect(out).toContain('peer matched, but port 5432 TCP is not among 1 TCP (<stdin>:')
  })

  test('[QUE-5] says when nobody answers, whatever policies say', async () => {
    const { out } = await can('shop/web', 'db:81')
    expect(out).toContain('Service shop/db has no port 81/TCP (it has 80/TCP): connections are refused or time out')
  })

  test('[QUE-4] says when name lookups are blocked, with the place', async () => {
    const { code, out } = await can('shop/web', 'db:80', file('egress.yaml'))
    expect(code).toBe(0)
    expect(out).toContain(
      '  note: but name lookups from web are blocked (UDP/TCP 53): policy shop/web-out does not admit them',
    )
    expect(out).toMatch(/does not admit them \(.*egress\.yaml:\d+\)/)
  })

  test('JSON carries the same data', async () => {
    const { out } = await can('shop/web', 'udp://db:80', file('egress.yaml'), '--format', 'json')
    const udp = JSON.parse(out)
    expect(udp).toMatchObject({ answer: 'depends', protocol: 'UDP', port: 80, parts: [{ depends: { code: 'QUE-5' } }] })
    const { out: denied } = await runInProcess([
      'can',
      'shop/web',
      'db-pods:5433',
      file('cluster.yaml'),
      file('policies.yaml'),
      file('egress.yaml'),
      '--format',
      'json',
    ])
    const reply = JSON.parse(denied)
    expect(reply).toMatchObject({
      answer: 'no',
      from: 'shop/deployment/web',
      to: 'Service shop/db-pods',
      port: 5433,
      protocol: 'TCP',
      service: {
        namespace: 'shop',
        name: 'db-pods',
        file: file('cluster.yaml'),
        headless: true,
        backends: [{ id: 'shop/statefulset/db', port: 5433 }],
      },
      notes: [{ code: 'QUE-4', file: file('egress.yaml') }],
    })
    expect(reply.parts[0].ingress.causes[0].miss).toEqual({
      words: 'peer matched, but port 5433 TCP is not among 5432 TCP',
      reason: { kind: 'port', protocol: 'TCP', port: 5433, listed: ['5432 TCP'] },
      file: file('policies.yaml'),
      line: 8,
      rule: { file: file('policies.yaml'), line: 7 },
    })
  })

  test('[QUE-3] a port beside the text is asked, and the difference said', async () => {
    const { out } = await can('shop/web', 'http://db:8080', '80')
    expect(out).toMatch(/^yes: .* on 80\/TCP\n/)
    expect(out).toContain('note: asked on 80/TCP, which is given beside the text; the text says 8080/TCP')
  })

  test('[IPB-7] a source outside may be seen as a node', async () => {
    const block = DB_POLICY.replaceAll('app: db', 'app: web')
      .replace('{podSelector: {matchLabels: {app: web}}}]', '{ipBlock: {cidr: 198.51.100.0/24}}]')
      .replace('5432', '8080')
    const { code, out } = await runInProcess(
      ['can', '198.51.100.7', '203.0.113.5:443', file('cluster.yaml'), '-'],
      block,
    )
    expect(code).toBe(3)
    expect(out).toContain("may see a node's address instead of the client's")
  })
})

describe('lint', () => {
  test('[ING-1] finds Ingress backends that policies block, at the backend', async () => {
    const paths = [file('cluster.yaml'), file('ingress.yaml')]
    const { code, out } = await runInProcess(['lint', ...paths, file('closed.yaml')])
    expect(code).toBe(0)
    expect(out).toContain(`${file('ingress.yaml')}:11:18: warning ING-1: blocked: the pods behind Service shop/db`)
    expect(out).toContain('(spec.rules[0].http.paths[0].backend)')
    expect((await runInProcess(['lint', ...paths, file('policies.yaml')])).out).not.toContain('ING-1')
  })

  test("[END-7] finds blocks that hold only a Service's address", async () => {
    const { out } = await runInProcess(['lint', file('cluster.yaml'), file('egress.yaml')])
    expect(out).toContain('warning END-7: matches nothing: 10.96.0.7/32 holds only addresses of Service shop/db')
    expect(out).toContain('(spec.egress[1].to[0].ipBlock.cidr)')
  })
})
