import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFlows } from '../../engine/compare.ts'
import { isolationOf } from '../../engine/isolation.ts'
import { memberAt } from '../../engine/judge.ts'
import { isSinglePod } from '../../engine/member.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Flow } from '../../model/verdict.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import {
  ALL_TRAFFIC,
  formatTraffic,
  intersectTraffic,
  subtractTraffic,
  unionTraffic,
} from '../../net/ports-by-protocol.ts'
import { planDisconnect } from '../disconnect/plan-disconnect.ts'
import { commentsOf, expectLawful, rounds } from '../laws.testing.ts'
import { afterEdits } from '../plan.testing.ts'
import type { ConnectEnd, ConnectIntention, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { randomContexts, randomEnd, randomPorts, randomWorkload, WORKLOADS } from '../random-plans.testing.ts'
import { planConnect } from './plan-connect.ts'
import { resolveEnd } from './resolve-end.ts'

const manyEnds: fc.Arbitrary<ConnectEnd> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .uniqueArray(randomWorkload, { minLength: 1, maxLength: 3 })
      .map((ids): ConnectEnd => ({ kind: 'workloads', ids })),
  },
  fc.constant<ConnectEnd>({ kind: 'all-namespaces' }),
  fc.constant<ConnectEnd>({ kind: 'namespace', namespace: 'data', by: { key: 'team', value: 'a' } }),
  { weight: 2, arbitrary: randomEnd },
)

const intentions: fc.Arbitrary<ConnectIntention> = fc.record({
  kind: fc.constant('connect' as const),
  from: manyEnds,
  to: manyEnds,
  ports: randomPorts,
  strict: fc.boolean(),
  keepDns: fc.boolean(),
  allowForBoth: fc.constant(true),
  addLabels: fc.constant(true),
})

const toTraffic = (ports: 'every' | readonly WantedPort[]): PortsByProtocol =>
  ports === 'every'
    ? ALL_TRAFFIC
    : ports
        .flatMap((port) => (port.kind === 'range' ? [{ [port.protocol]: [port] } as PortsByProtocol] : []))
        .reduce(unionTraffic, {})

/** Anyone is whoever comes: rules of the pods among them are not what such a connection writes. */
const idsOf = (context: PlanContext, end: ConnectEnd) =>
  resolveEnd(context, end)
    .endpoints.filter(({ kind }) => isPods(end) || kind === 'outside')
    .map(({ id }) => id)
const isPods = ({ kind }: ConnectEnd) => kind !== 'block' && kind !== 'internet'
const isDeclared = (id: string) => WORKLOADS.some((known) => id.startsWith(known))

describe('laws of connections', () => {
  it('[ISO-6] law: several, all namespaces and both ends isolated: what was asked for is allowed, and only that', () => {
    let planned = 0
    fc.assert(
      fc.property(randomContexts, intentions, (context, intention) => {
        const plan = planConnect(context, intention)
        const after = expectLawful(context, plan)
        if (!after) return
        planned += 1
        expect([...commentsOf(after)].sort()).toEqual([...commentsOf(context)].sort())
        expectAllowed(context, after, intention)
        expectOnly(context, after, intention)
        if (intention.strict) expectIsolated(after, intention)
      }),
      rounds(60),
    )
    expect(planned).toBeGreaterThan(10)
  }, 120_000)

  it('[RUL-3] law: what a connection opened can be stopped again, and then every verdict is as before', () => {
    let closed = 0
    fc.assert(
      fc.property(randomContexts, randomWorkload, randomWorkload, randomPorts, (context, from, to, ports) => {
        const ends = { from: { kind: 'workload', id: from }, to: { kind: 'workload', id: to } } as const
        const plan = planConnect(context, { kind: 'connect', ...ends, ports, allowForBoth: true })
        if (!plan.edits) return
        const connected = afterEdits(context, plan.edits)
        const opened = [...compareFlows(context.prepared, connected.prepared).opened]
        const asked = opened.map(({ allowed, depends }) => unionTraffic(allowed, depends)).reduce(unionTraffic, {})
        // What depended on addresses before may go on depending on them: only what was closed can be closed again.
        const before = flowBetween(context.prepared, from, to)
        if (opened.length !== 1 || meets(unionTraffic(before.allowed, before.depends), asked)) return
        const stop = planDisconnect(connected, {
          kind: 'disconnect',
          rules: [],
          from: [from],
          to: [to],
          ports: toPorts(asked),
        })
        const edits = stop.edits ?? stop.narrowings?.find(({ exact }) => exact)?.edits
        expect([edits !== undefined, stop.refusals ?? []]).toEqual([true, []])
        closed += 1
        const { opened: more, closed: less } = compareFlows(context.prepared, afterEdits(connected, edits).prepared)
        expect([...more, ...less]).toEqual([])
      }),
      rounds(80),
    )
    expect(closed).toBeGreaterThan(5)
  }, 120_000)
})

function meets(a: PortsByProtocol, b: PortsByProtocol): boolean {
  return formatTraffic(intersectTraffic(a, b)) !== ''
}

function toPorts(traffic: PortsByProtocol): readonly WantedPort[] {
  return (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
    (traffic[protocol] ?? []).map(({ first, last }): WantedPort => ({ kind: 'range', protocol, first, last })),
  )
}

function eachPair(context: PlanContext, { from, to }: ConnectIntention): readonly (readonly [string, string])[] {
  const { prepared } = context
  return idsOf(context, from).flatMap((source) =>
    idsOf(context, to).flatMap((target) =>
      source === target && isSinglePod(memberAt(prepared, prepared.indexOf(source))) ? [] : [[source, target] as const],
    ),
  )
}

/** A family of addresses that nothing named before is not missed by who is admitted to the other already (IPB-5). */
function expectAllowed(before: PlanContext, after: PlanContext, intention: ConnectIntention): void {
  const asked = toTraffic(intention.ports)
  const known = familiesOf(before.prepared.endpoints)
  for (const [source, target] of eachPair(after, intention)) {
    const families = familiesOf([source, target].flatMap((id) => after.prepared.endpoint(id) ?? []))
    if (families.some((family) => !known.includes(family))) continue
    const { allowed } = flowBetween(after.prepared, source, target)
    expect([source, target, formatTraffic(subtractTraffic(asked, allowed))]).toEqual([source, target, ''])
  }
}

function familiesOf(endpoints: readonly Endpoint[]): readonly (4 | 6)[] {
  return endpoints.flatMap((end) => (end.kind === 'outside' ? end.addresses.map(({ family }) => family) : []))
}

/** Between workloads nothing opens but what was asked for, and nothing closes unless an end becomes isolated. */
function expectOnly(before: PlanContext, after: PlanContext, intention: ConnectIntention): void {
  const [sources, targets] = [new Set(idsOf(after, intention.from)), new Set(idsOf(after, intention.to))]
  const asked = toTraffic(intention.ports)
  const { opened, closed } = compareFlows(before.prepared, after.prepared)
  const between = (flows: Iterable<Flow>) => [...flows].filter((flow) => isDeclared(flow.from) && isDeclared(flow.to))
  for (const flow of between(opened)) {
    if (isPods(intention.from)) expect([...sources]).toContain(flow.from)
    if (isPods(intention.to)) expect([...targets]).toContain(flow.to)
    expect(formatTraffic(subtractTraffic(flow.allowed, asked))).toBe('')
  }
  for (const flow of between(closed)) {
    const becomes = [
      becomesIsolated(before, after, flow.from, 'egress') && intention.strict,
      becomesIsolated(before, after, flow.to, 'ingress'),
    ]
    expect(becomes).toContain(true)
    const isAsked = sources.has(flow.from) && targets.has(flow.to)
    if (isAsked) expect(formatTraffic(intersectTraffic(flow.allowed, asked))).toBe('')
  }
}

/** Whether an end was open before and is isolated after. */
function becomesIsolated(
  before: PlanContext,
  after: PlanContext,
  id: string,
  direction: 'ingress' | 'egress',
): boolean {
  const standing = ({ prepared }: PlanContext) => isolationOf(prepared, id)[direction].isolation
  return standing(before) === 'open' && standing(after) !== 'open'
}

function expectIsolated(after: PlanContext, intention: ConnectIntention): void {
  const declared = (end: ConnectEnd) => (isPods(end) ? idsOf(after, end).filter(isDeclared) : [])
  for (const id of declared(intention.from)) expect(isolationOf(after.prepared, id).egress.isolation).not.toBe('open')
  for (const id of declared(intention.to)) expect(isolationOf(after.prepared, id).ingress.isolation).not.toBe('open')
}
