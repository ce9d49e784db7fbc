import { describe, expect, it } from 'vitest'
import { flowBetween } from '../../engine/reachability.ts'
import { afterEdits, contextOf, deployment, pod, policy, SETTINGS, yamlFile } from '../plan.testing.ts'
import type { ConnectEnd, ConnectIntention, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { planConnect } from './plan-connect.ts'

const workload = (id: string): ConnectEnd => ({ kind: 'workload', id })
const frame = (namespace: string): ConnectEnd => ({ kind: 'namespace', namespace })
const WEB = workload('shop/deployment/web')
const API = workload('shop/deployment/api')
const TOOL = workload('shop/pod/tool')
const tcp = (first: number, last = first): WantedPort => ({ kind: 'range', protocol: 'TCP', first, last })

const OBJECTS = [
  deployment('shop', 'web'),
  deployment('shop', 'api', { app: 'api' }, [{ name: 'http', containerPort: 8080 }]),
  deployment('shop', 'mute', { app: 'mute' }, []),
  pod('shop', 'tool'),
  deployment('data', 'db', { app: 'db' }, [{ containerPort: 5432 }]),
]
const DENY = policy('shop', 'deny', { podSelector: {}, policyTypes: ['Ingress'] })
const DENY_ALL = policy('shop', 'deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })

const open = (...objects: readonly object[]) => contextOf([yamlFile('all.yaml', ...OBJECTS, ...objects)])
const plan = (context: PlanContext, from: ConnectEnd, to: ConnectEnd, more: Partial<ConnectIntention> = {}) =>
  planConnect(context, { kind: 'connect', from, to, ports: [tcp(8080)], ...more })
const obstacles = (...args: Parameters<typeof plan>) => plan(...args).obstacles

/** The policies that a plan adds, as objects. */
function added(context: PlanContext, ...args: [ConnectEnd, ConnectEnd, Partial<ConnectIntention>?]) {
  const { edits } = plan(context, ...args)
  const before = new Set(context.prepared.cluster.policies.map(({ name, namespace }) => `${namespace}/${name}`))
  const after = afterEdits(context, edits)
  return after.reading.files
    .flatMap(({ items }) => items.flatMap(({ resources }) => resources))
    .filter((one) => one.policy && !before.has(`${one.policy.namespace}/${one.policy.name}`))
    .map(({ value }) => value)
}

describe('which ends', () => {
  it('[ISO-6] edits ingress only, when the source is not isolated for egress', () => {
    expect(plan(open(DENY), WEB, API).ends.map(({ direction }) => direction)).toEqual(['ingress'])
  })

  it('[ISO-6] edits both ends under default deny', () => {
    expect(plan(open(DENY_ALL), WEB, API).ends.map(({ direction }) => direction)).toEqual(['ingress', 'egress'])
    expect(added(open(DENY_ALL), WEB, API)).toMatchObject([
      { metadata: { name: 'allow-web-to-api', namespace: 'shop' }, spec: { policyTypes: ['Ingress'] } },
      { metadata: { name: 'allow-web-to-api-egress', namespace: 'shop' }, spec: { policyTypes: ['Egress'] } },
    ])
  })

  it('[ISO-6] edits only the end that lacks the flow', () => {
    const half = policy('shop', 'half', { podSelector: { matchLabels: { app: 'api' } }, ingress: [{}] })
    expect(plan(open(DENY_ALL, half), WEB, API).ends.map(({ direction }) => direction)).toEqual(['egress'])
  })

  it('[ISO-4] gives a frame all the ports when some of its targets are open: they become isolated', () => {
    const udp = policy('shop', 'udp', {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [{ ports: [{ protocol: 'UDP' }] }],
    })
    const context = open(udp)
    const every: WantedPort = { kind: 'range', protocol: 'UDP', first: 1, last: 65535 }
    const after = afterEdits(context, plan(context, WEB, frame('shop'), { ports: [every, tcp(8080)] }).edits)
    const flow = flowBetween(after.prepared, 'shop/deployment/web', 'shop/pod/tool')
    expect(flow.allowed).toEqual({ TCP: [{ first: 8080, last: 8080 }], UDP: [{ first: 1, last: 65535 }] })
  })

  it('[RUL-3] adds only the ports that are missing', () => {
    const some = policy('shop', 'some', {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] }],
    })
    const context = open(DENY, some)
    const after = afterEdits(context, plan(context, WEB, API, { ports: [tcp(8080), tcp(9090)] }).edits)
    const [first, second] = after.prepared.cluster.policies.find(({ name }) => name === 'some')?.rules.ingress ?? []
    expect(first?.ports).toMatchObject([{ port: { first: 8080 } }])
    expect(second?.ports).toMatchObject([{ port: { first: 9090 } }])
  })
})

describe('already allowed', () => {
  it('[ISO-1] says that nothing isolates the target, before ports are chosen too, and isolates it when asked', () => {
    const context = open()
    expect(plan(context, WEB, API).already).toMatchObject({ reason: 'not-isolated', rules: [] })
    expect(plan(context, WEB, API, { ports: [] })).toMatchObject({
      already: { reason: 'not-isolated' },
      obstacles: [{ code: 'ports-missing' }],
    })
    const isolated = plan(context, WEB, API, { isolate: true })
    expect(isolated.label).toBe('Isolate api and allow only web → api on 8080')
    const after = afterEdits(context, isolated.edits)
    expect(flowBetween(after.prepared, 'shop/deployment/web', 'shop/deployment/api').allowed).toEqual({
      TCP: [{ first: 8080, last: 8080 }],
    })
    expect(flowBetween(after.prepared, 'shop/pod/tool', 'shop/deployment/api').allowed).toEqual({})
  })

  it('[VER-2] names the rule that admits', () => {
    const some = policy('shop', 'some', { podSelector: { matchLabels: { app: 'api' } }, ingress: [{}] })
    expect(plan(open(some), WEB, API).already).toEqual({
      reason: 'admitted',
      rules: ['all.yaml#5/spec/ingress/0'],
      words: 'policy some admits it already',
    })
  })

  it('[CNI-1] says that flannel stores policies without effect, and plans nothing', () => {
    const context = contextOf([yamlFile('all.yaml', ...OBJECTS, DENY_ALL)], { ...SETTINGS, cni: 'flannel' })
    const refused = plan(context, WEB, API, { isolate: true })
    expect(refused.edits).toBeUndefined()
    expect(refused.already?.words).toBe('flannel stores policies without effect: everything is allowed')
  })
})

describe('which labels', () => {
  it('[SEL-2] takes the smallest set of labels of a bare pod that matches only it, and none that do not last', () => {
    const lonely = pod('shop', 'lonely', {
      'pod-template-hash': 'abc',
      version: 'v1',
      'helm.sh/chart': 'x-1',
      'app.kubernetes.io/managed-by': 'Helm',
      tier: 'back',
      role: 'lonely',
      zone: 'a',
    })
    const other = pod('shop', 'other', { tier: 'back', zone: 'a' })
    expect(added(open(DENY, lonely, other), workload('shop/pod/lonely'), API)).toMatchObject([
      { spec: { ingress: [{ from: [{ podSelector: { matchLabels: { role: 'lonely' } } }] }] } },
    ])
  })

  it('[SEL-2] asks before it selects somebody else too, and lists the flows', () => {
    const canary = pod('shop', 'web-canary', { app: 'web' })
    const context = open(DENY, canary)
    expect(obstacles(context, WEB, API)).toEqual([
      {
        code: 'not-unique',
        words: 'app=web also selects web-canary (cannot be told apart by labels)',
      },
    ])
    const agreed = plan(context, WEB, API, { allowForBoth: true })
    expect(agreed.edits).toBeDefined()
    expect(plan(context, WEB, API)).toMatchObject({ unagreed: agreed.edits, ends: agreed.ends })
  })

  it('[SEL-2] adds a label to matchLabels that select others too, where that tells them apart', () => {
    const stable = { metadata: { labels: { app: 'duo', track: 'stable' } }, spec: { containers: [] } }
    const duo = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'duo', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'duo' } }, template: stable },
    }
    const canary = pod('shop', 'duo-canary', { app: 'duo', track: 'canary' })
    expect(added(open(DENY, duo, canary), workload('shop/deployment/duo'), API)).toMatchObject([
      { spec: { ingress: [{ from: [{ podSelector: { matchLabels: { app: 'duo', track: 'stable' } } }] }] } },
    ])
  })

  it('[SEL-2] refuses a workload without labels, and names the way out', () => {
    const bare = { ...pod('shop', 'bare', {}), metadata: { name: 'bare', namespace: 'shop' } }
    expect(obstacles(open(DENY, bare), workload('shop/pod/bare'), API)).toEqual([
      {
        code: 'not-expressible',
        words: 'bare has no labels, so no selector can name it: connect its whole namespace shop instead',
      },
    ])
  })

  it('[PEE-3] names another namespace and the pods in one peer', () => {
    expect(added(open(DENY), workload('data/deployment/db'), API)).toMatchObject([
      {
        spec: {
          ingress: [
            {
              from: [
                {
                  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
                  podSelector: { matchLabels: { app: 'db' } },
                },
              ],
            },
          ],
        },
      },
    ])
  })
})

describe('ports', () => {
  it('[POR-6] asks for ports, and says that a target declares none', () => {
    const mute = plan(open(DENY), WEB, workload('shop/deployment/mute'), { ports: [] })
    expect(mute.offers).toEqual([])
    expect(mute.portsNote).toBe('mute declares no ports; policies do not need them declared')
    expect(mute.obstacles).toEqual([{ code: 'ports-missing', words: 'choose the ports to allow' }])
  })

  it('[POR-4] offers declared ports by number and by name', () => {
    expect(plan(open(DENY), WEB, API, { ports: [] }).offers).toEqual([
      { port: tcp(8080), label: '8080 (http)' },
      { port: { kind: 'named', protocol: 'TCP', name: 'http' }, label: 'by name: http' },
    ])
  })

  it('[POR-3] writes ranges, whole protocols and names; every port is no ports at all', () => {
    const ports: WantedPort[] = [
      tcp(80),
      tcp(8000, 8010),
      { kind: 'range', protocol: 'SCTP', first: 1, last: 65535 },
      { kind: 'named', protocol: 'TCP', name: 'http' },
    ]
    expect(added(open(DENY), WEB, API, { ports })).toMatchObject([
      {
        spec: {
          ingress: [
            {
              ports: [
                { protocol: 'TCP', port: 80 },
                { protocol: 'TCP', port: 8000, endPort: 8010 },
                { protocol: 'SCTP' },
                { protocol: 'TCP', port: 'http' },
              ],
            },
          ],
        },
      },
    ])
    const [every] = added(open(DENY), WEB, API, { ports: 'every' })
    expect(every?.spec).toEqual({
      podSelector: { matchLabels: { app: 'api' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
    })
  })

  it.each<[string, WantedPort]>([
    ['a port that is none', tcp(0)],
    ['a port above 65535', tcp(70000)],
    ['a range that runs backwards', tcp(90, 80)],
    ['a name the target does not declare', { kind: 'named', protocol: 'TCP', name: 'nope' }],
    ['a name of another protocol', { kind: 'named', protocol: 'UDP', name: 'http' }],
  ])('[V13] refuses %s', (_, port) => {
    expect(obstacles(open(DENY), WEB, API, { ports: [port] })).toMatchObject([{ code: 'not-expressible' }])
  })

  it('[POR-5] refuses a port name towards addresses outside', () => {
    const block: ConnectEnd = { kind: 'block', cidr: '192.0.2.0/24', except: [] }
    const ports: WantedPort[] = [{ kind: 'named', protocol: 'TCP', name: 'https' }]
    expect(obstacles(open(DENY_ALL), WEB, block, { ports })).toMatchObject([{ code: 'not-expressible' }])
  })
})

describe('frames, self and outside', () => {
  it('[PEE-2] from a frame: the namespace without podSelector; its own namespace: all pods', () => {
    expect(added(open(DENY), frame('data'), API)).toMatchObject([
      {
        metadata: { name: 'allow-data-to-api' },
        spec: {
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } } }] }],
        },
      },
    ])
    const [own] = added(open(DENY), frame('shop'), API)
    expect(own).toMatchObject({ spec: { ingress: [{ from: [{ podSelector: {} }] }] } })
  })

  it('[ISO-4] from a frame: egress only for the workloads that are isolated', () => {
    const one = policy('shop', 'one', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] })
    const { ends } = plan(open(one), frame('shop'), workload('data/deployment/db'))
    expect(ends.map(({ direction, selectors }) => [direction, selectors[0]?.words])).toEqual([['egress', 'app=web']])
    const whole = plan(open(DENY_ALL), frame('shop'), workload('data/deployment/db'))
    expect(whole.ends.map(({ selectors }) => selectors[0]?.words)).toEqual(['all pods of shop'])
  })

  it('[SEL-5] to a frame: every pod of the namespace is the subject', () => {
    const [one] = added(open(DENY), WEB, frame('shop'))
    expect(one).toMatchObject({ metadata: { name: 'allow-web-to-shop' }, spec: { podSelector: {} } })
  })

  it('[END-6] to self: pods of a controller among themselves; a bare pod is refused; a frame its own pods', () => {
    const self = plan(open(DENY), API, API)
    expect(self.label).toBe('Allow pods of api among themselves on 8080')
    expect(self.edits).toBeDefined()
    expect(obstacles(open(DENY), TOOL, TOOL)).toEqual([{ code: 'self', words: 'a pod always reaches itself' }])
    expect(added(open(DENY), frame('shop'), frame('shop'))).toMatchObject([
      { spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] } },
    ])
  })

  it('[IPB-4] internet: asks whom it means; outside only excepts the pod ranges; anyone names no peer', () => {
    expect(obstacles(open(DENY), { kind: 'internet' }, API)).toMatchObject([{ code: 'reach-missing' }])
    expect(added(open(DENY), { kind: 'internet', reach: 'outside' }, API)).toMatchObject([
      {
        metadata: { name: 'allow-internet-to-api' },
        spec: {
          ingress: [
            {
              from: [
                { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] } },
                { ipBlock: { cidr: '::/0', except: ['fc00::/7'] } },
              ],
            },
          ],
        },
      },
    ])
    const [anyone] = added(open(DENY), { kind: 'internet', reach: 'anyone' }, API)
    expect(anyone).toMatchObject({ spec: { ingress: [{ ports: [{ port: 8080 }] }] } })
    expect(JSON.stringify(anyone)).not.toContain('"from"')
  })

  it('[IPB-4] internet: given pod ranges are excepted, and unknown ones are asked for', () => {
    const range = { family: 4 as const, first: 0x0a01_0000n, last: 0x0a02_ffffn }
    const given = contextOf([yamlFile('all.yaml', ...OBJECTS, DENY)], { ...SETTINGS, podRanges: [range] })
    const [one] = added(given, { kind: 'internet', reach: 'outside' }, API)
    expect(one).toMatchObject({
      spec: {
        ingress: [{ from: [{ ipBlock: { except: ['10.1.0.0/16', '10.2.0.0/16'] } }, { ipBlock: { cidr: '::/0' } }] }],
      },
    })
    const any = contextOf([yamlFile('all.yaml', ...OBJECTS, DENY)], { ...SETTINGS, podRanges: 'any' })
    expect(obstacles(any, { kind: 'internet', reach: 'outside' }, API)).toMatchObject([{ code: 'not-expressible' }])
  })

  it('[IPB-4a] internet: pod ranges of the Nodes are excepted too, unless they are too many', () => {
    const known = { ...pod('shop', 'known'), status: { podIP: '100.64.0.7' } }
    const node = (podCIDR: string, index: number) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `n${index}` },
      spec: { podCIDR, podCIDRs: [podCIDR] },
    })
    const on = (...cidrs: string[]) => open(DENY, known, ...cidrs.map(node))
    const internet: ConnectEnd = { kind: 'internet', reach: 'outside' }
    const [one] = added(on('100.64.0.0/24', '10.9.0.0/24'), internet, API)
    const except = ['10.0.0.0/8', '100.64.0.0/24', '172.16.0.0/12', '192.168.0.0/16']
    expect(one).toMatchObject({
      spec: { ingress: [{ from: [{ ipBlock: { except } }, { ipBlock: { cidr: '::/0' } }] }] },
    })
    const many = Array.from({ length: 9 }, (_, index) => `100.64.${index * 2}.0/24`)
    expect(obstacles(on(...many), internet, API)).toMatchObject([{ code: 'not-expressible' }])
  })

  it('[VAL-6] refuses a block that is none, and two ends outside', () => {
    const block = (cidr: string, ...except: string[]): ConnectEnd => ({ kind: 'block', cidr, except })
    expect(obstacles(open(DENY), block('10.0.0.0/33'), API)).toMatchObject([{ code: 'not-expressible' }])
    expect(obstacles(open(DENY), block('10.0.0.0/8', '11.0.0.0/16'), API)).toMatchObject([{ code: 'not-expressible' }])
    expect(obstacles(open(DENY), block('10.0.0.0/8'), { kind: 'internet', reach: 'outside' })).toMatchObject([
      { code: 'not-expressible' },
    ])
    expect(added(open(DENY), block('10.0.0.0/8', '10.1.0.0/16'), API)).toMatchObject([
      {
        metadata: { name: 'allow-10-0-0-0-8-to-api' },
        spec: { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
      },
    ])
  })

  it('[END-5] refuses pods on their node’s network, which no policy touches', () => {
    const host = pod('shop', 'host', { app: 'host' }, { hostNetwork: true })
    const words = 'host runs on its node’s network'.replace('’', "'")
    expect(obstacles(open(DENY, host), workload('shop/pod/host'), API)[0]?.words).toContain(words)
    expect(plan(open(DENY, host), WEB, workload('shop/pod/host')).already?.words).toContain(words)
  })
})

describe('implied ends', () => {
  const lone = policy('far', 'lone', {
    podSelector: { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: { matchLabels: { app: 'y' } } }],
        ports: [{ port: 'sql' }],
      },
    ],
  })

  it('[END-8] copies the selector verbatim and says that it matches nothing known yet', () => {
    const context = open(DENY, lone)
    const implied = context.prepared.endpoints.filter((one) => one.kind === 'pods' && one.implied)
    const subject = implied.find(({ name }) => name.startsWith('app=x'))
    const peer = implied.find(({ name }) => name === 'app=y')
    const to = plan(context, WEB, { kind: 'implied', id: subject?.id ?? '' }, { target: { ingress: 'new' } })
    expect(to.offers).toEqual([{ label: 'sql', port: { kind: 'named', protocol: 'TCP', name: 'sql' } }])
    expect(to.ends[0]?.words).toContain('app=x,tier matches nothing known yet')
    const into = { kind: 'implied', id: subject?.id ?? '' } as const
    expect(added(context, WEB, into, { target: { ingress: 'new' } })).toMatchObject([
      {
        metadata: { namespace: 'far' },
        spec: { podSelector: { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] } },
      },
    ])
    expect(added(context, { kind: 'implied', id: peer?.id ?? '' }, API)).toMatchObject([
      {
        spec: {
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: { matchLabels: { app: 'y' } } }],
            },
          ],
        },
      },
    ])
    expect(obstacles(context, API, { kind: 'implied', id: 'far/implied/gone' })).toMatchObject([
      { code: 'endpoint-gone' },
    ])
  })

  it('[END-8] a port known by name only is admitted already where a rule lists the name', () => {
    const context = open(lone)
    const named = (name: string): WantedPort => ({ kind: 'named', protocol: 'TCP', name })
    const implied = context.prepared.endpoints.filter((one) => one.kind === 'pods' && one.implied)
    const endOf = (start: string): ConnectEnd => {
      const found = implied.find(({ name }) => name.startsWith(start))
      return { kind: 'implied', id: found?.id ?? '' }
    }
    const again = plan(context, endOf('app=y'), endOf('app=x'), { ports: [named('sql')] })
    expect(again.already?.words).toBe('policy lone admits it already')
    expect(again.already?.rules).toEqual(['all.yaml#5/spec/ingress/0'])
    expect(plan(context, endOf('app=y'), endOf('app=x'), { ports: [named('web')] }).edits).toBeDefined()
    const first = plan(context, WEB, endOf('app=x'), { ports: [named('sql')] })
    const after = afterEdits(context, first.edits)
    expect(obstacles(after, WEB, endOf('app=x'), { ports: [named('sql')] })).toMatchObject([
      { code: 'already-allowed' },
    ])
  })
})

describe('the document', () => {
  it('[VAL-10] does not change one of two equal texts of a policy, which would set them at odds', () => {
    const rules = [{ from: [{ podSelector: { matchLabels: { app: 'x' } } }], ports: [{ port: 8080 }] }]
    const twice = policy('shop', 'api', { podSelector: { matchLabels: { app: 'api' } }, ingress: rules })
    expect(plan(open(twice), WEB, API).ends[0]?.words).toBe('adds a peer to api')
    expect(plan(open(twice, twice), WEB, API).ends[0]?.words).toBe('new policy allow-web-to-api in shop')
  })

  it('[V13] says nothing of ports of an end that is gone', () => {
    expect(plan(open(DENY), API, workload('shop/deployment/gone')).portsNote).toBeUndefined()
    expect(plan(open(DENY), WEB, { kind: 'block', cidr: '2001:db8::/32', except: [] })).toMatchObject({
      portsNote: 'addresses outside declare no ports',
      already: { words: 'nothing isolates web: it may reach everything' },
    })
  })

  it('[V14] refuses an end that is gone and a file that is broken', () => {
    expect(obstacles(open(DENY), workload('shop/deployment/gone'), API)).toMatchObject([{ code: 'endpoint-gone' }])
    expect(obstacles(open(DENY), frame('gone'), API)).toMatchObject([{ code: 'endpoint-gone' }])
    const good = yamlFile('policies.yaml', DENY)
    const cluster = yamlFile('cluster.yaml', ...OBJECTS)
    const broken = { name: 'policies.yaml', text: `${good.text}---\nkind: [\n` }
    const context = contextOf([broken, cluster], SETTINGS, contextOf([good, cluster]))
    expect(obstacles(context, WEB, API)).toMatchObject([{ code: 'document-broken' }])
  })

  it('[EDIT] a single JSON object gets a policies.yaml beside it', () => {
    const context = contextOf([
      { name: 'one.json', text: JSON.stringify(DENY) },
      { name: 'two.json', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS }) },
    ])
    expect(plan(context, WEB, API).edits).toMatchObject([{ kind: 'createFile', file: 'policies.yaml' }])
  })
})
