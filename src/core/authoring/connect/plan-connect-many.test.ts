import { describe, expect, it } from 'vitest'
import { isolationOf } from '../../engine/isolation.ts'
import { flowBetween } from '../../engine/reachability.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import { afterEdits, contextOf, deployment, pod, policy, yamlFile } from '../plan.testing.ts'
import type { ConnectEnd, ConnectIntention, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { planConnect } from './plan-connect.ts'

const WEB = 'shop/deployment/web'
const API = 'shop/deployment/api'
const CRON = 'shop/deployment/cron'
const DB = 'data/deployment/db'
const workload = (id: string): ConnectEnd => ({ kind: 'workload', id })
const workloads = (...ids: readonly string[]): ConnectEnd => ({ kind: 'workloads', ids })
const ALL: ConnectEnd = { kind: 'all-namespaces' }
const tcp = (first: number, last = first): WantedPort => ({ kind: 'range', protocol: 'TCP', first, last })
const NAME = 'kubernetes.io/metadata.name'

const OBJECTS = [
  deployment('shop', 'web', { app: 'web', tier: 'front' }),
  deployment('shop', 'api', { app: 'api' }, [{ name: 'http', containerPort: 8080 }]),
  deployment('shop', 'cron', { app: 'cron' }, []),
  deployment('data', 'db'),
]
const deny = (namespace: string, ...policyTypes: readonly string[]) =>
  policy(namespace, 'deny', { podSelector: {}, policyTypes })
const DENY = [deny('shop', 'Ingress'), deny('data', 'Ingress')]
const open = (...objects: readonly object[]) => contextOf([yamlFile('all.yaml', ...OBJECTS, ...objects)])
const plan = (context: PlanContext, from: ConnectEnd, to: ConnectEnd, more: Partial<ConnectIntention> = {}) =>
  planConnect(context, { kind: 'connect', from, to, ports: [tcp(8080)], ...more })

/** The specs of the policies that a plan adds, by name. */
function added(context: PlanContext, ...args: [ConnectEnd, ConnectEnd, Partial<ConnectIntention>?]) {
  const before = new Set(context.prepared.cluster.policies.map(({ name, namespace }) => `${namespace}/${name}`))
  const after = afterEdits(context, plan(context, ...args).edits)
  const specs = after.reading.files
    .flatMap(({ items }) => items.flatMap(({ resources }) => resources))
    .flatMap(({ policy: one, value }) => (one ? [[`${one.namespace}/${one.name}`, value.spec] as const] : []))
  return Object.fromEntries(specs.filter(([name]) => !before.has(name)))
}

const ports = ({ prepared }: PlanContext, from: string, to: string) =>
  formatTraffic(flowBetween(prepared, from, to).allowed)

describe('several workloads', () => {
  it('[SEL-3] as peers: one In that selects exactly them', () => {
    expect(added(open(...DENY), workloads(WEB, CRON), workload(API))).toMatchObject({
      'shop/allow-web-cron-to-api': {
        ingress: [
          { from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'cron'] }] } }] },
        ],
      },
    })
  })

  it('[SEL-2] as peers: a label they share and nobody else has; peer by peer where no key tells them from others', () => {
    const third = deployment('shop', 'shopfront', { app: 'shopfront', tier: 'front' })
    expect(added(open(...DENY, third), workloads(WEB, 'shop/deployment/shopfront'), workload(API))).toMatchObject({
      'shop/allow-web-shopfront-to-api': { ingress: [{ from: [{ podSelector: { matchLabels: { tier: 'front' } } }] }] },
    })
    const odd = [
      pod('shop', 'left', { side: 'left', kind: 'x' }),
      pod('shop', 'right', { hand: 'right', kind: 'x' }),
      pod('shop', 'third', { kind: 'x' }),
    ]
    expect(added(open(...DENY, ...odd), workloads('shop/pod/left', 'shop/pod/right'), workload(API))).toMatchObject({
      'shop/allow-left-right-to-api': {
        ingress: [
          {
            from: [
              { podSelector: { matchLabels: { side: 'left' } } },
              { podSelector: { matchLabels: { hand: 'right' } } },
            ],
          },
        ],
      },
    })
  })

  it('[PEE-3] as peers of two namespaces: a peer for each', () => {
    const context = open(...DENY)
    expect(added(context, workloads(WEB, DB), workload(API))).toMatchObject({
      'shop/allow-web-db-to-api': {
        ingress: [
          {
            from: [
              { podSelector: { matchLabels: { app: 'web' } } },
              { namespaceSelector: { matchLabels: { [NAME]: 'data' } }, podSelector: { matchLabels: { app: 'db' } } },
            ],
          },
        ],
      },
    })
    expect(plan(context, workloads(WEB, DB), workload(API)).label).toBe('Allow web, db → api on 8080')
  })

  it('[SEL-5] as targets: a rule for each, in its own namespace', () => {
    const context = open(...DENY)
    const planned = plan(context, workload(WEB), workloads(API, DB))
    expect(planned.ends.map(({ words }) => words)).toEqual([
      'new policy allow-web-to-api in shop',
      'new policy allow-web-to-db in data',
    ])
    const after = afterEdits(context, planned.edits)
    expect([API, DB, CRON].map((id) => ports(after, WEB, id))).toEqual(['TCP 8080', 'TCP 8080', ''])
  })

  it('[RUL-3] writes only what is lacking: targets and sources that are admitted stay as they are', () => {
    const some = policy('shop', 'some', {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] }],
    })
    const context = open(...DENY, some)
    const after = afterEdits(context, plan(context, workloads(WEB, CRON), workload(API)).edits)
    const [rule] = after.prepared.cluster.policies.find(({ name }) => name === 'some')?.rules.ingress ?? []
    expect(rule?.peers).toMatchObject([{}, { podSelector: { requirements: [{ key: 'app', values: ['cron'] }] } }])
    const ends = plan(context, workload(WEB), workloads(API, DB)).ends
    expect(ends.map(({ words }) => words)).toEqual(['new policy allow-web-to-db in data'])
  })

  it('[ISO-6] egress where sources are isolated: a rule for each of them', () => {
    const out = policy('shop', 'out', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] })
    const { ends } = plan(open(...DENY, out), workloads(WEB, CRON), workload(API))
    expect(ends.map(({ direction, selectors }) => [direction, selectors[0]?.words])).toEqual([
      ['ingress', 'app=api'],
      ['egress', 'app=web,tier=front'],
    ])
  })

  it('[END-6] one alone is that one; among themselves they are source and target', () => {
    const tool = pod('shop', 'tool')
    expect(
      plan(open(...DENY, tool), workloads('shop/pod/tool'), workloads('shop/pod/tool', 'shop/pod/tool')).obstacles,
    ).toEqual([{ code: 'self', words: 'a pod always reaches itself' }])
    const context = open(...DENY)
    const after = afterEdits(context, plan(context, workloads(WEB, API), workloads(WEB, API)).edits)
    expect([ports(after, WEB, API), ports(after, API, WEB), ports(after, WEB, WEB), ports(after, CRON, WEB)]).toEqual([
      'TCP 8080',
      'TCP 8080',
      'TCP 8080',
      '',
    ])
  })

  it('[END-5] says that a pod on its node’s network needs nothing as a target, and cannot be a peer', () => {
    const host = pod('shop', 'host', { app: 'host' }, { hostNetwork: true })
    const context = open(...DENY, host)
    const planned = plan(context, workload(WEB), workloads(API, 'shop/pod/host'))
    expect(planned.ends).toHaveLength(1)
    expect(planned.notes).toEqual(["host runs on its node's network: policies have no effect on it"])
    expect(plan(context, workloads(WEB, 'shop/pod/host'), workload(API)).obstacles).toMatchObject([
      { code: 'not-expressible' },
    ])
  })

  it('[POR-4] says where a port name stands for nothing', () => {
    const named: WantedPort = { kind: 'named', protocol: 'TCP', name: 'http' }
    const planned = plan(open(...DENY), workload(WEB), workloads(API, CRON), { ports: [named] })
    expect(planned.notes).toEqual(['cron declares no TCP port named http: nothing is opened there'])
    expect(planned.edits).toBeDefined()
  })

  it('[V14] refuses when one is gone, and when none is selected', () => {
    expect(plan(open(...DENY), workloads(WEB, 'shop/deployment/gone'), workload(API)).obstacles).toEqual([
      { code: 'endpoint-gone', words: 'shop/deployment/gone is not in the document any more' },
    ])
    expect(plan(open(...DENY), workloads(), workload(API)).obstacles).toMatchObject([{ code: 'endpoint-gone' }])
  })
})

describe('all namespaces', () => {
  it('[PEE-2] as a peer: an empty namespaceSelector, and no address outside', () => {
    const context = open(...DENY)
    expect(added(context, ALL, workload(API))).toMatchObject({
      'shop/allow-all-namespaces-to-api': { ingress: [{ from: [{ namespaceSelector: {} }] }] },
    })
  })

  it('[SEL-5] as what is selected: a policy for each namespace that needs one', () => {
    const context = open(deny('shop', 'Ingress'))
    const planned = plan(context, workload(WEB), ALL)
    expect(planned.ends.map(({ words }) => words)).toEqual(['new policy allow-web-to-shop in shop'])
    const both = open(...DENY)
    expect(Object.keys(added(both, workload(WEB), ALL))).toEqual(['shop/allow-web-to-shop', 'data/allow-web-to-data'])
    const egress = open(deny('shop', 'Egress'))
    expect(plan(egress, ALL, workload(DB)).ends.map(({ words }) => words)).toEqual([
      'new policy allow-shop-to-db-egress in shop',
    ])
  })
})

describe('the stricter form', () => {
  const both = { strict: true } as const

  it('[ISO-4] isolates both ends though both are open, and says whom', () => {
    const context = open()
    const planned = plan(context, workload(WEB), workload(API), both)
    expect(planned.label).toBe('Isolate web and api and allow only web → api on 8080')
    expect(planned.ends.map(({ direction }) => direction)).toEqual(['ingress', 'egress'])
    expect(planned.notes).toEqual([
      'api becomes isolated for ingress: only what rules admit reaches it',
      'web becomes isolated for egress: only what rules admit may be reached, name lookups are not among it',
    ])
    const after = afterEdits(context, planned.edits)
    expect([ports(after, WEB, API), ports(after, WEB, DB), ports(after, CRON, API)]).toEqual(['TCP 8080', '', ''])
    expect(isolationOf(after.prepared, WEB).ingress.isolation).toBe('open')
  })

  it('[ISO-6] lets the source go on looking names up when asked', () => {
    const specs = added(open(), workload(WEB), workload(API), { ...both, keepDns: true })
    expect(specs['shop/allow-web-to-api-egress']).toMatchObject({
      policyTypes: ['Egress'],
      egress: [
        { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080 }] },
        {
          to: [{ namespaceSelector: { matchLabels: { [NAME]: 'kube-system' } } }],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    })
  })

  it('[ISO-4] adds nothing where both ends are isolated and admit it', () => {
    const context = open()
    const after = afterEdits(context, plan(context, workload(WEB), workload(API), both).edits)
    expect(plan(after, workload(WEB), workload(API), both).obstacles).toMatchObject([{ code: 'already-allowed' }])
  })

  it('[IPB-4] isolates only the end that is inside', () => {
    const block: ConnectEnd = { kind: 'block', cidr: '192.0.2.0/24', except: [] }
    expect(plan(open(), block, workload(API), both).ends.map(({ direction }) => direction)).toEqual(['ingress'])
    expect(plan(open(), workload(API), block, both).ends.map(({ direction }) => direction)).toEqual(['egress'])
  })
})

describe('anyone', () => {
  it('[ISO-6] says which pods among anyone are still kept from it by policies of their own', () => {
    const quiet = policy('shop', 'quiet', { podSelector: { matchLabels: { app: 'cron' } }, policyTypes: ['Egress'] })
    const planned = plan(open(...DENY, quiet), { kind: 'internet', reach: 'anyone' }, workload(API))
    expect(planned.notes).toEqual(['policies of their own still keep cron from reaching api'])
  })
})

describe('a namespace by its label', () => {
  const namespace = (name: string, labels: Readonly<Record<string, string>>) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  })
  const byTeam: ConnectEnd = { kind: 'namespace', namespace: 'data', by: { key: 'team', value: 'a' } }

  it('[PEE-2] names it by a label that it has', () => {
    expect(added(open(...DENY, namespace('data', { team: 'a' })), byTeam, workload(API))).toMatchObject({
      'shop/allow-data-to-api': { ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] }] },
    })
  })

  it('[END-3] does not rely on a label that is not there, and offers to add it, declaring the namespace if need be', () => {
    for (const objects of [DENY, [...DENY, namespace('data', { other: 'x' })]]) {
      const context = open(...objects)
      const planned = plan(context, byTeam, workload(API))
      expect(planned.edits).toBeUndefined()
      expect(planned.obstacles).toMatchObject([{ code: 'label-missing' }])
      expect(planned.lacksLabels).toEqual([
        { namespace: 'data', key: 'team', value: 'a', words: 'namespace data has no label team=a', needed: true },
      ])
      const agreed = plan(context, byTeam, workload(API), { addLabels: true })
      expect(agreed.edits).toEqual(planned.unagreed)
      const after = afterEdits(context, agreed.edits)
      expect(after.prepared.namespaceLabels('data').get('team')).toBe('a')
      expect(ports(after, DB, API)).toBe('TCP 8080')
    }
  })

  it('[SEL-2] asks where other namespaces have the label too, and refuses to change another value', () => {
    const shared = open(
      ...DENY,
      namespace('data', { team: 'a' }),
      namespace('more', { team: 'a' }),
      pod('more', 'extra'),
    )
    expect(plan(shared, byTeam, workload(API)).obstacles).toMatchObject([{ code: 'not-unique' }])
    const taken = open(...DENY, namespace('data', { team: 'b' }))
    expect(plan(taken, byTeam, workload(API)).obstacles).toMatchObject([{ code: 'not-expressible' }])
  })

  it('[END-8] offers to add what the selector of an implied end asks of its namespace', () => {
    const from = [
      {
        namespaceSelector: { matchLabels: { [NAME]: 'data', team: 'a' } },
        podSelector: { matchLabels: { app: 'db' } },
      },
    ]
    const lone = policy('shop', 'lone', { podSelector: { matchLabels: { app: 'cron' } }, ingress: [{ from }] })
    const context = open(...DENY, lone)
    const implied = context.prepared.endpoints.find((one) => one.kind === 'pods' && one.implied)
    const end: ConnectEnd = { kind: 'implied', id: implied?.id ?? '' }
    const planned = plan(context, end, workload(API))
    expect(planned.edits).toBeDefined()
    expect(planned.lacksLabels).toMatchObject([{ namespace: 'data', key: 'team', value: 'a', needed: false }])
    const after = afterEdits(context, plan(context, end, workload(API), { addLabels: true }).edits)
    expect(ports(after, DB, API)).toBe('TCP 8080')
  })
})
