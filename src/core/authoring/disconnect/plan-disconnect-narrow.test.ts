import { describe, expect, it } from 'vitest'
import { compareFlows } from '../../engine/compare.ts'
import { flowBetween } from '../../engine/reachability.ts'
import { readCidr } from '../../net/cidr.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import { afterEdits, contextOf, deployment, pod, policy, SETTINGS, yamlFile } from '../plan.testing.ts'
import type { DisconnectIntention, Narrowing, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { planDisconnect, planningDisconnect } from './plan-disconnect.ts'

const WEB = 'shop/deployment/web'
const API = 'shop/deployment/api'
const CRON = 'shop/deployment/cron'
const DB = 'data/deployment/db'
const OBJECTS = [
  deployment('shop', 'web'),
  deployment('shop', 'api'),
  deployment('shop', 'cron'),
  deployment('data', 'db'),
]
const open = (...objects: readonly object[]) => contextOf([yamlFile('all.yaml', ...OBJECTS, ...objects)])
const labelled = (app: string) => ({ podSelector: { matchLabels: { app } } })
const toApi = (ingress: readonly object[]) => policy('shop', 'wide', { ...labelled('api'), ingress })
const tcp = (first: number, last = first): WantedPort => ({ kind: 'range', protocol: 'TCP', first, last })

const plan = (context: PlanContext, more: Partial<DisconnectIntention> = {}) =>
  planDisconnect(context, { kind: 'disconnect', rules: [], from: [WEB], to: [API], ...more })

/** The first way that is offered, and what the document is after it. */
function best(context: PlanContext, more: Partial<DisconnectIntention> = {}) {
  const [first] = plan(context, more).narrowings ?? []
  if (!first) throw new Error('nothing is offered')
  return { first, after: afterEdits(context, first.edits) }
}

const rulesOf = ({ reading }: PlanContext, name = 'wide') =>
  reading.files
    .flatMap(({ items }) => items.flatMap(({ resources }) => resources))
    .find(({ policy: one }) => one?.name === name)?.value.spec

const ports = (context: PlanContext, from: string, to: string) =>
  formatTraffic(flowBetween(context.prepared, from, to).allowed)

const summary = ({ id, exact, alsoCloses }: Narrowing) => ({ id, exact, alsoCloses })

describe('narrowing the peers', () => {
  it('[SEL-3] leaves a workload out of a selector for all pods, and offers to list the others', () => {
    const context = open(toApi([{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }]))
    const planned = plan(context)
    expect(planned.edits).toBeUndefined()
    expect(planned.narrowings?.map(summary)).toEqual([
      { id: 'narrow/ingress/leave-out', exact: true, alsoCloses: [] },
      { id: 'narrow/ingress/list-others', exact: false, alsoCloses: ['pods that are added later'] },
    ])
    const { first, after } = best(context)
    const without = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }
    expect(rulesOf(after)).toMatchObject({ ingress: [{ from: [{ podSelector: without }], ports: [{ port: 80 }] }] })
    expect(first.words).toBe('rule 1 of wide: everyone it admits but web')
    expect(first.selectors).toEqual([{ words: 'app!=web in shop', matches: ['api', 'cron'] }])
  })

  it('[SEL-3] takes a value out of In, and adds one to NotIn, where that is enough', () => {
    const among = (operator: string, values: readonly string[]) => ({
      podSelector: { matchExpressions: [{ key: 'app', operator, values }] },
    })
    const listed = best(open(toApi([{ from: [among('In', ['cron', 'web'])] }])))
    expect(rulesOf(listed.after)).toMatchObject({ ingress: [{ from: [among('In', ['cron'])] }] })
    const excluded = best(open(toApi([{ from: [among('NotIn', ['api'])] }])))
    expect(rulesOf(excluded.after)).toMatchObject({ ingress: [{ from: [among('NotIn', ['api', 'web'])] }] })
  })

  it('[PEE-2] splits a peer for every namespace: the other namespaces, and the other pods of this one', () => {
    const twin = pod('data', 'twin', { app: 'web' })
    const { first, after } = best(open(twin, toApi([{ from: [{ namespaceSelector: {} }] }])))
    expect(summary(first)).toEqual({ id: 'narrow/ingress/leave-out', exact: true, alsoCloses: [] })
    const key = 'kubernetes.io/metadata.name'
    expect(rulesOf(after)).toMatchObject({
      ingress: [
        {
          from: [
            { namespaceSelector: { matchExpressions: [{ key, operator: 'NotIn', values: ['shop'] }] } },
            { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } },
          ],
        },
      ],
    })
    expect(ports(after, 'data/pod/twin', API)).not.toBe('')
  })

  it('[IPB-1] excepts addresses from a block', () => {
    const other = policy('shop', 'other', {
      ...labelled('cron'),
      ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.64/26' } }] }],
    })
    const context = open(toApi([{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }]), other)
    const from = context.prepared.endpoints.filter(({ name }) => name === '192.0.2.64/26').map(({ id }) => id)
    const { first, after } = best(context, { from })
    expect(first.exact).toBe(true)
    expect(rulesOf(after)).toMatchObject({
      ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.64/26'] } }] }],
    })
  })

  it('[V13] refuses to leave pods out of a block, and pods that no label tells apart', () => {
    const range = readCidr('10.0.0.0/8')
    const inside = contextOf(
      [yamlFile('all.yaml', ...OBJECTS, toApi([{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]))],
      {
        ...SETTINGS,
        podRanges: range.kind === 'cidr' ? [range.range] : [],
      },
    )
    const planned = plan(inside)
    expect(planned.narrowings?.every(({ kind }) => kind !== 'narrow')).toBe(true)
    expect(planned.refusals?.[0]).toContain('10.0.0.0/8 matches web by address only')
    const canary = pod('shop', 'web-canary', { app: 'web' })
    const twins = plan(open(canary, toApi([{ from: [{ podSelector: {} }] }])))
    expect(twins).not.toHaveProperty('narrowings')
    expect(twins.refusals).toContain('no label tells web from the others that all pods matches')
  })
})

describe('narrowing the ports', () => {
  const web = [labelled('web')]

  it('[POR-3] splits a range in two, and shortens it at its ends', () => {
    const context = open(toApi([{ from: web, ports: [{ port: 8000, endPort: 8010 }] }]))
    const left = (port: WantedPort) => rulesOf(best(context, { ports: [port] }).after)
    const expected = (...entries: readonly object[]) => ({ ingress: [{ from: web, ports: entries }] })
    expect(left(tcp(8005))).toMatchObject(expected({ port: 8000, endPort: 8004 }, { port: 8006, endPort: 8010 }))
    expect(left(tcp(8000))).toMatchObject(expected({ port: 8001, endPort: 8010 }))
    expect(left(tcp(8010))).toMatchObject(expected({ port: 8000, endPort: 8009 }))
    expect(left(tcp(8001, 8010))).toMatchObject(expected({ port: 8000 }))
  })

  it('[RUL-2] writes the others of every port', () => {
    const { first, after } = best(open(toApi([{ from: web }])), { ports: [tcp(80)] })
    expect(first).toMatchObject({ exact: true, words: 'rule 1 of wide: without TCP 80' })
    expect(ports(after, WEB, API)).toBe('TCP 1-79,81-65535 UDP 1-65535 SCTP 1-65535')
  })

  it('[POR-4] a name goes with the number it stands for, and stays where it stands for two', () => {
    const declaring = (...numbers: readonly number[]) =>
      pod(
        'shop',
        'back',
        { app: 'back' },
        {
          containers: numbers.map((containerPort, index) => ({
            name: `c${index}`,
            image: 'x',
            ports: [{ name: 'http', containerPort }],
          })),
        },
      )
    const named = policy('shop', 'wide', {
      ...labelled('back'),
      ingress: [{ from: web, ports: [{ port: 'http' }, { port: 90 }] }],
    })
    const asked = { to: ['shop/pod/back'], ports: [tcp(8080)] }
    const one = best(open(declaring(8080), named), asked)
    expect(rulesOf(one.after)).toMatchObject({ ingress: [{ from: web, ports: [{ port: 90 }] }] })
    const two = plan(open(declaring(8080, 8081), named), asked)
    expect(two.narrowings?.every(({ kind }) => kind !== 'narrow')).toBe(true)
    expect(two.refusals?.[0]).toContain('port TCP http stands for some ports that shall be closed')
  })

  it('[POR-4] says that a name stands for nothing, and takes no ports for all of them', () => {
    const context = open(toApi([{ from: [{ podSelector: {} }] }]))
    const nameless = plan(context, { ports: [{ kind: 'named', protocol: 'TCP', name: 'nope' }] })
    expect(nameless.result).toBe('the port stands for no number at these targets')
    expect(nameless).not.toHaveProperty('edits')
    expect(plan(context, { ports: [] })).toEqual(plan(context))
  })

  it('[RUL-3] three peers and two ports without one pair are two rules', () => {
    const listed = [labelled('web'), labelled('cron'), labelled('api')]
    const context = open(toApi([{ from: listed, ports: [{ port: 80 }, { port: 443 }] }]))
    const { after, first } = best(context, { ports: [tcp(80)] })
    expect(first.exact).toBe(true)
    expect(['web', 'cron'].map((name) => ports(after, `shop/deployment/${name}`, API))).toEqual([
      'TCP 443',
      'TCP 80,443',
    ])
    expect(after.prepared.cluster.policies[0]?.rules.ingress.map(({ peers }) => peers.length)).toEqual([2, 1])
    const other = plan(context, { ports: [tcp(80)] }).narrowings?.find(
      ({ id }) => id === 'narrow/ingress/leave-out-by-port',
    )
    const otherwise = afterEdits(context, other?.edits)
    expect(['web', 'cron'].map((name) => ports(otherwise, `shop/deployment/${name}`, API))).toEqual([
      'TCP 443',
      'TCP 80,443',
    ])
  })
})

describe('narrowing the policy', () => {
  it('[SEL-5] keeps a rule for the other pods in a policy of their own', () => {
    const all = policy('shop', 'wide', {
      podSelector: {},
      ingress: [{ from: [labelled('web')], ports: [{ port: 80 }] }],
    })
    const { first, after } = best(open(all))
    expect(first).toMatchObject({
      exact: true,
      words: 'rule 1 of wide is removed; a new policy wide-except-api keeps what it admits for the other pods',
    })
    expect(rulesOf(after)).toMatchObject({ podSelector: {}, ingress: [] })
    expect(rulesOf(after, 'wide-except-api')).toMatchObject({
      podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] },
      policyTypes: ['Ingress'],
    })
    expect([ports(after, WEB, API), ports(after, WEB, CRON)]).toEqual(['', 'TCP 80'])
  })

  it('[ISO-5] narrows every rule that admits the flow at one end, and leaves the other end alone', () => {
    const out = policy('shop', 'out', {
      ...labelled('web'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ podSelector: {} }] }],
    })
    const second = policy('shop', 'second', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })
    const context = open(toApi([{ from: [{ podSelector: {} }] }]), second, out)
    const ways = plan(context).narrowings ?? []
    expect(ways[0]).toMatchObject({
      id: 'narrow/egress/leave-out',
      exact: true,
      words: 'rule 1 of out: everyone it admits but api',
    })
    expect(ways.map(({ id }) => id)).toContain('narrow/ingress/leave-out')
    for (const { edits } of ways) expect(ports(afterEdits(context, edits), WEB, API)).toBe('')
  })

  it('[ISO-5] leaves to the other end what a block admits by address, which no rule can take out', () => {
    const block = { ipBlock: { cidr: '10.0.0.0/8' } }
    const udp = { protocol: 'UDP', port: 53 }
    const egress = [{ to: [block], ports: [{ port: 8000 }] }, { to: [labelled('api')] }]
    const out = policy('shop', 'out', { ...labelled('web'), policyTypes: ['Egress'], egress })
    const context = open(toApi([{ from: [block], ports: [udp] }, { from: [labelled('web')] }]), out)
    const asked: readonly WantedPort[] = [tcp(8000), { ...tcp(53), protocol: 'UDP' }]
    expect(plan(context, { ports: asked }).narrowings?.[0]).toMatchObject({
      exact: true,
      words: 'rule 2 of wide: without TCP 8000; rule 2 of out: without UDP 53',
    })
  })

  it('[ISO-5] stops some ports at one end and the others at the other, where rules for anyone keep either from it', () => {
    const udp = { protocol: 'UDP', port: 53 }
    const out = policy('shop', 'out', {
      ...labelled('web'),
      policyTypes: ['Egress'],
      egress: [{ ports: [{ port: 8000 }] }, { to: [labelled('api')] }],
    })
    const context = open(toApi([{ ports: [udp] }, { from: [labelled('web')] }]), out)
    const asked: readonly WantedPort[] = [tcp(8000), { ...tcp(53), protocol: 'UDP' }]
    const ways = plan(context, { ports: asked }).narrowings ?? []
    expect(ways[0]).toMatchObject({
      exact: true,
      words: 'rule 2 of wide: without TCP 8000; rule 2 of out: without UDP 53',
    })
    const after = afterEdits(context, ways[0]?.edits ?? [])
    expect(ports(after, WEB, API)).toBe('TCP 1-7999,8001-65535 UDP 1-52,54-65535 SCTP 1-65535')
  })

  it('[RUL-3] plans the way the person chose, and says so when it is gone', () => {
    const context = open(toApi([{ from: [{ podSelector: {} }] }]))
    const chosen = plan(context, { narrow: 'narrow/ingress/list-others' })
    expect(chosen.result).toBe('closed')
    expect(chosen.edits).toEqual(chosen.narrowings?.find(({ id }) => id === 'narrow/ingress/list-others')?.edits)
    const gone = plan(context, { narrow: 'narrow/ingress/nothing' })
    expect(gone.edits).toBeUndefined()
    expect(gone.result).toBe('what was chosen is not possible any more')
  })

  it('[RUL-3] finds the ways once while the person chooses among them, and anew for another question or text', () => {
    const rule = toApi([{ from: [{ podSelector: {} }], ports: [{ port: 80, endPort: 90 }] }])
    const context = open(rule)
    const { narrowings } = plan(context)
    expect(plan(context, { narrow: 'narrow/ingress/leave-out' }).narrowings).toBe(narrowings)
    const others = plan(context, { ports: [tcp(80)] }).narrowings
    expect(others?.map(({ edits }) => edits)).not.toEqual(narrowings?.map(({ edits }) => edits))
    const again = plan(context).narrowings
    expect(again).not.toBe(narrowings)
    expect(again).toEqual(narrowings)
    expect(plan(open(rule)).narrowings).toEqual(narrowings)
  })

  it('[RUL-3] is planned in steps, one or more for each way', () => {
    const context = open(toApi([{ from: [{ podSelector: {} }] }]))
    const work = planningDisconnect(context, { kind: 'disconnect', rules: [], from: [WEB], to: [API] })
    let steps = 0
    let step = work.next()
    for (; !step.done; step = work.next()) steps += 1
    const ways = step.value.narrowings ?? []
    expect(ways.length).toBeGreaterThan(1)
    expect(steps).toBeGreaterThan(2 * ways.length)
  })

  it('[RUL-3] offers nothing where the parts that hold only the flow close it, or where nothing passes', () => {
    expect(plan(open(toApi([{ from: [labelled('web')] }])))).not.toHaveProperty('narrowings')
    expect(plan(open(toApi([])))).not.toHaveProperty('narrowings')
    const flannel = contextOf([yamlFile('all.yaml', ...OBJECTS, toApi([{}]))], { ...SETTINGS, cni: 'flannel' })
    expect(plan(flannel)).not.toHaveProperty('narrowings')
  })
})

describe('anyone, and pods that nothing isolates', () => {
  it('[IPB-3] a rule for anyone loses addresses that cannot be told from pods, which is said', () => {
    const planned = plan(open(toApi([{}])))
    const narrowed = planned.narrowings?.filter(({ kind }) => kind === 'narrow')
    expect(narrowed?.map(summary)).toEqual([
      {
        id: 'narrow/ingress/leave-out-addresses',
        exact: false,
        alsoCloses: [
          'private ranges → api TCP 1-65535 UDP 1-65535 SCTP 1-65535',
          'private ranges (IPv6) → api TCP 1-65535 UDP 1-65535 SCTP 1-65535',
        ],
      },
    ])
  })

  it('[IPB-3] where blocks never match pods, a rule for anyone is narrowed exactly', () => {
    const context = contextOf([yamlFile('all.yaml', ...OBJECTS, toApi([{}]))], { ...SETTINGS, cni: 'cilium' })
    const { first, after } = best(context)
    expect(summary(first)).toEqual({ id: 'narrow/ingress/leave-out', exact: true, alsoCloses: [] })
    expect([...compareFlows(context.prepared, after.prepared).closed].map(({ from, to }) => [from, to])).toEqual([
      [WEB, API],
    ])
  })

  it('[ISO-1] isolates an open end and keeps the others, or keeps nobody', () => {
    const context = open()
    const planned = plan(context)
    expect(planned.narrowings?.map(({ id, exact }) => [id, exact])).toEqual([
      ['isolate-keep-others/egress/addresses', false],
      ['isolate-keep-others/ingress/addresses', false],
      ['isolate-all/egress', false],
      ['isolate-all/ingress', false],
    ])
    const kept = plan(context, { narrow: 'isolate-keep-others/ingress/addresses' })
    const after = afterEdits(context, kept.edits)
    expect([ports(after, WEB, API), ports(after, CRON, API), ports(after, DB, API)].map((text) => text !== '')).toEqual(
      [false, true, true],
    )
    const all = afterEdits(context, plan(context, { narrow: 'isolate-all/ingress' }).edits)
    expect([ports(all, WEB, API), ports(all, CRON, API), ports(all, API, CRON) !== '']).toEqual(['', '', true])
  })

  it('[CNI-2f] says that SCTP may be lost at an end that becomes isolated, and stops one port alone', () => {
    const context = contextOf([yamlFile('all.yaml', ...OBJECTS)], { ...SETTINGS, cni: 'cilium' })
    const { first, after } = best(context, { ports: [tcp(8080)] })
    expect(first).toMatchObject({ id: 'isolate-keep-others/egress', exact: false })
    expect(first.alsoCloses.filter((words) => !/SCTP|more/.test(words))).toEqual([])
    expect(ports(after, WEB, API)).toBe('TCP 1-8079,8081-65535 UDP 1-65535')
  })
})
