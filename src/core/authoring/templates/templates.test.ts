import { describe, expect, it } from 'vitest'
import { findEndpoints } from '../../engine/find-endpoint.ts'
import { isolationOf } from '../../engine/isolation.ts'
import { flowBetween } from '../../engine/reachability.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import { afterEdits, blockFile, contextOf, deployment, pod, policy } from '../plan.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import type { Given } from './template.ts'
import { planTemplate, TEMPLATES } from './templates.ts'
import { TEMPLATE_WORDS } from './words.ts'

const namespace = (name: string, labels?: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: labels ? { name, labels } : { name },
})
const CLUSTER = blockFile(
  'cluster.yaml',
  namespace('kube-system'),
  deployment('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, [{ containerPort: 53, protocol: 'UDP' }]),
  namespace('ingress-nginx'),
  deployment('ingress-nginx', 'controller', { 'app.kubernetes.io/name': 'ingress-nginx' }),
  namespace('monitoring'),
  deployment('monitoring', 'prometheus', { 'app.kubernetes.io/name': 'prometheus' }),
  namespace('shop', { team: 'a' }),
  deployment('shop', 'web', { app: 'web' }, [{ name: 'http', containerPort: 8080 }]),
  deployment('shop', 'api', { app: 'api' }, [
    { name: 'http', containerPort: 9090 },
    { name: 'metrics', containerPort: 9100 },
  ]),
  deployment('shop', 'postgres', { app: 'postgres' }, [{ containerPort: 5432 }]),
  namespace('data', { team: 'a' }),
  deployment('data', 'store', { app: 'store' }, [{ containerPort: 7000 }]),
  namespace('rival', { team: 'b' }),
  deployment('rival', 'spy'),
)
const WEB = 'shop/deployment/web'
const API = 'shop/deployment/api'
const DB = 'shop/deployment/postgres'
const STORE = 'data/deployment/store'
const SPY = 'rival/deployment/spy'
const DNS = 'kube-system/deployment/coredns'
const CONTROLLER = 'ingress-nginx/deployment/controller'
const PROMETHEUS = 'monitoring/deployment/prometheus'

const plan = (context: PlanContext, template: string, parameters: Given = {}) =>
  planTemplate(context, { kind: 'template', template, parameters })
const apply = (context: PlanContext, template: string, parameters: Given = {}) =>
  afterEdits(context, plan(context, template, parameters).edits)
const passing = ({ prepared }: PlanContext, from: string, to: string) =>
  formatTraffic(flowBetween(prepared, from, to).allowed)
const EVERY = 'TCP 1-65535 UDP 1-65535 SCTP 1-65535'
const policies = ({ prepared }: PlanContext) =>
  prepared.cluster.policies.map(({ namespace: own, name }) => `${own}/${name}`)
const outsideAt = ({ prepared }: PlanContext, address: string) => findEndpoints(prepared, address)[0]?.id ?? 'none'
const context = contextOf([CLUSTER])

describe('templates', () => {
  it('[ISO-4] all plan something in a filled document, with valid pictures and a sentence', () => {
    for (const template of TEMPLATES) {
      const given = template.id === 'to-api-server' ? { addresses: ['192.0.2.1/32'] } : {}
      const planned = template.plan(context, given)
      expect([template.id, planned.obstacles]).toEqual([template.id, []])
      const after = afterEdits(context, planned.edits)
      const found = after.reading.files.flatMap(({ items }) => items.flatMap(({ diagnostics }) => diagnostics))
      expect([template.id, found]).toEqual([template.id, []])
      expect(template.sentence).toMatch(/\.$/)
      const ids = template.picture.nodes.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { from, to } of template.picture.edges) expect(ids).toEqual(expect.arrayContaining([from, to]))
      for (const { within } of template.picture.nodes) if (within !== undefined) expect(ids).toContain(within)
    }
  })

  it('[ISO-4] are listed by their words in the same order, and say their fields with every plan', () => {
    expect(TEMPLATE_WORDS.map(({ id }) => id)).toEqual(TEMPLATES.map(({ id }) => id))
    const refused = plan(context, 'default-deny', { directions: 'sideways' })
    expect(refused.edits).toBeUndefined()
    for (const planned of [refused, plan(context, 'default-deny')])
      expect(planned.form).toMatchObject({
        kind: 'template',
        fields: { namespace: { kind: 'pods', value: { kind: 'namespace', namespace: 'shop' } } },
      })
    expect(plan(context, 'unheard-of').form).toBeUndefined()
  })

  it('[ISO-4] the same again has nothing to do', () => {
    for (const template of TEMPLATES) {
      const given = template.id === 'to-api-server' ? { addresses: ['192.0.2.1/32'] } : {}
      const after = afterEdits(context, template.plan(context, given).edits)
      const codes = template.plan(after, given).obstacles.map(({ code }) => code)
      expect([template.id, codes]).toEqual([
        template.id,
        [template.id === 'default-deny' ? 'already-isolated' : 'nothing-to-do'],
      ])
    }
  })

  it('[ISO-4] default deny, also for a namespace that is not there yet', () => {
    const after = apply(context, 'default-deny', { directions: 'both' })
    const { ingress, egress } = isolationOf(after.prepared, WEB)
    expect([ingress.isolation, egress.isolation]).toEqual(['admits-nothing', 'admits-nothing'])
    const fresh = plan(contextOf([]), 'default-deny', { namespace: { kind: 'namespace', namespace: 'shop' } })
    expect(fresh.notes).toContain('namespace shop is not in the document')
    expect(fresh.edits).toEqual([
      {
        kind: 'createFile',
        file: 'policies.yaml',
        text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-ingress
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Ingress
`,
      },
    ])
  })

  it('[PEE-3] allow DNS: lookups and no other egress', () => {
    const after = apply(context, 'allow-dns')
    expect(passing(after, WEB, DNS)).toBe('TCP 53 UDP 53')
    expect(passing(after, WEB, API)).toBe('')
    const one = plan(context, 'allow-dns', { target: { kind: 'workload', id: WEB } })
    expect(policies(afterEdits(context, one.edits))).toEqual(['shop/allow-web-to-dns'])
  })

  it('[PEE-1] same namespace only', () => {
    const after = apply(context, 'same-namespace', { directions: 'both' })
    expect(passing(after, WEB, API)).toBe(EVERY)
    expect(passing(after, SPY, WEB)).toBe('')
    expect(passing(after, WEB, SPY)).toBe('')
    expect(passing(after, WEB, DNS)).toBe('TCP 53 UDP 53')
  })

  it('[PEE-2] from a namespace, on the ports the pods declare', () => {
    const after = apply(context, 'from-namespace', {
      target: { kind: 'workload', id: API },
      source: { kind: 'namespace', namespace: 'data' },
    })
    expect(policies(after)).toEqual(['shop/allow-data-to-api'])
    expect(passing(after, STORE, API)).toBe('TCP 9090,9100')
    expect(passing(after, SPY, API)).toBe('')
  })

  it('[ING-1] from the ingress controller to what the Ingress leads to', () => {
    const door = blockFile(
      'door.yaml',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'door', namespace: 'shop' },
        spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
      },
    )
    const withDoor = contextOf([CLUSTER, door])
    const after = apply(withDoor, 'from-ingress-controller')
    expect(policies(after)).toEqual(['shop/allow-ingress-to-web'])
    expect(passing(after, CONTROLLER, WEB)).toBe('TCP 8080')
    expect(passing(after, PROMETHEUS, WEB)).toBe('')
  })

  it('[POR-4] monitoring scrape by the name of the port that is called after metrics', () => {
    const after = apply(context, 'monitoring-scrape', { target: { kind: 'workload', id: API } })
    expect(passing(after, PROMETHEUS, API)).toBe('TCP 9100')
    expect(passing(after, WEB, API)).toBe('')
    expect(passing(after, PROMETHEUS, WEB)).toBe(EVERY)
    expect(after.prepared.cluster.policies[0]?.rules.ingress[0]?.ports).toMatchObject([
      { port: { kind: 'named', name: 'metrics' } },
    ])
  })

  it('[END-7] to the API server at the addresses behind its Service', () => {
    const slice = blockFile('slice.yaml', {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.10'] }],
      ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
    })
    const known = contextOf([CLUSTER, slice])
    const after = apply(known, 'to-api-server')
    expect(passing(after, WEB, outsideAt(after, '192.0.2.10'))).toBe('TCP 6443')
    expect(passing(after, WEB, API)).toBe('')
    expect(plan(context, 'to-api-server').obstacles).toEqual([
      { code: 'value-missing', words: 'Addresses of the API server: give at least one' },
    ])
  })

  it('[IPB-1] the internet without private ranges and metadata, in both families', () => {
    const after = apply(context, 'internet-only', {
      dns: 'no',
      ports: [{ kind: 'range', protocol: 'TCP', first: 443, last: 443 }],
    })
    const [peers] = after.prepared.cluster.policies.flatMap(({ rules }) => rules.egress.map((rule) => rule.peers))
    expect(peers).toMatchObject([
      {
        cidr: '0.0.0.0/0',
        except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
      },
      { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] },
    ])
    expect(passing(after, WEB, outsideAt(after, '8.8.8.8'))).toBe('TCP 443')
    expect(passing(after, WEB, outsideAt(after, '169.254.169.254'))).toBe('')
    expect(passing(after, WEB, SPY)).toBe('')
  })

  it('[ISO-5] three tiers: each reaches the next and nobody else', () => {
    const after = apply(context, 'three-tiers', { clients: 'controller' })
    expect(policies(after)).toEqual([
      'shop/deny-ingress',
      'shop/allow-controller-to-web',
      'shop/allow-web-to-api',
      'shop/allow-api-to-postgres',
    ])
    expect(passing(after, CONTROLLER, WEB)).toBe('TCP 8080')
    expect(passing(after, WEB, API)).toBe('TCP 9090,9100')
    expect(passing(after, API, DB)).toBe('TCP 5432')
    for (const [from, to] of [
      [WEB, DB],
      [CONTROLLER, API],
      [SPY, WEB],
      [DB, API],
    ] as const)
      expect(passing(after, from, to)).toBe('')
  })

  it('[END-8] three tiers of an application that is yet to come', () => {
    const port = (number: number) => [{ kind: 'range', protocol: 'TCP', first: number, last: number }]
    const planned = plan(contextOf([blockFile('cluster.yaml', namespace('shop'))]), 'three-tiers', {
      webPorts: port(8080),
      apiPorts: port(9090),
      dbPorts: port(5432),
    })
    expect(planned.label).toBe('Three tiers in shop: web → api → db')
    expect(planned.selectors.map(({ words }) => words)).toEqual([
      'all pods of shop',
      'app=web in shop',
      'app=api in shop',
      'app=db in shop',
    ])
    expect(plan(contextOf([blockFile('cluster.yaml', namespace('shop'))]), 'three-tiers').obstacles[0]?.code).toBe(
      'ports-missing',
    )
  })

  it('[END-3] a tenant: namespaces with the label among themselves; one that lacks it gets it', () => {
    const planned = plan(context, 'tenant-isolation', { namespaces: ['shop', 'data', 'monitoring'] })
    expect(planned.label).toBe('Isolate tenant a (team)')
    expect(planned.notes).toEqual(['adds the label team=a to namespace monitoring'])
    const after = afterEdits(context, planned.edits)
    expect(after.prepared.namespaceLabels('monitoring').get('team')).toBe('a')
    expect(passing(after, STORE, WEB)).toBe(EVERY)
    expect(passing(after, PROMETHEUS, WEB)).toBe(EVERY)
    expect(passing(after, SPY, WEB)).toBe('')
    expect(plan(context, 'tenant-isolation', { namespaces: ['shop', 'rival'] }).obstacles).toEqual([
      { code: 'not-valid', words: 'rival: of another tenant by team; change that label first' },
    ])
  })

  it('[VAL-8] refuses what the API server would refuse, and what is not understood', () => {
    const codes = (template: string, parameters: Given) =>
      plan(context, template, parameters).obstacles.map(({ code }) => code)
    expect(codes('internet-only', { except: ['10.0.0.0'] })).toEqual(['not-valid'])
    expect(codes('default-deny', { namespace: { kind: 'namespace', namespace: 'Not A Name' } })).toEqual(['not-valid'])
    expect(codes('default-deny', { directions: 'sideways' })).toEqual(['not-valid'])
    expect(codes('allow-dns', { target: 'shop' })).toEqual(['not-valid'])
    expect(codes('allow-dns', { target: { kind: 'workload', id: 'shop/deployment/gone' } })).toEqual(['endpoint-gone'])
    expect(codes('no-such', {})).toEqual(['not-expressible'])
  })

  it('[END-5] an ingress controller on the network of its node has no selector', () => {
    const host = blockFile(
      'cluster.yaml',
      pod('edge', 'traefik', { app: 'traefik' }, { hostNetwork: true }),
      deployment('shop', 'web'),
    )
    const target = { kind: 'workload', id: WEB }
    expect(plan(contextOf([host]), 'from-ingress-controller', { target }).obstacles[0]?.words).toMatch(/network/)
  })

  it('[END-1] says whom labels select besides', () => {
    const twins = blockFile('cluster.yaml', pod('shop', 'a', { app: 'x' }), pod('shop', 'b', { app: 'x' }))
    const planned = plan(contextOf([twins]), 'allow-dns', { target: { kind: 'workload', id: 'shop/pod/a' } })
    expect(planned.notes).toContain('app=x also selects b')
  })

  it('[ISO-5] an equal policy under another name is found, whatever its key order', () => {
    const own = policy('shop', 'mine', {
      policyTypes: ['Ingress'],
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }] }],
    })
    const { obstacles } = plan(contextOf([CLUSTER, blockFile('own.yaml', own)]), 'same-namespace')
    expect(obstacles).toEqual([{ code: 'nothing-to-do', words: 'there already: mine' }])
  })
})
