import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../edits/apply-edits.ts'
import { anchoredHabits, habits, rollDice, writeYaml } from '../edits/random-manifest.testing.ts'
import { compareFlows } from '../engine/compare.ts'
import { isolationOf } from '../engine/isolation.ts'
import { flowBetween } from '../engine/reachability.ts'
import { peerMatches, subjectsOf } from '../engine/rule-matches.ts'
import type { Edit } from '../model/edit.ts'
import type { JsonValue } from '../model/json.ts'
import { DIRECTIONS } from '../model/policy.ts'
import { formatTraffic, subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { afterEdits, contextOf, deployment, pod, yamlFile } from './plan.testing.ts'
import type { ConnectEnd, WantedPort } from './plan.ts'
import { planConnect } from './plan-connect.ts'
import type { PlanContext } from './plan-context.ts'
import { planDisconnect } from './plan-disconnect.ts'

const CLUSTER = yamlFile(
  'cluster.yaml',
  deployment('shop', 'web'),
  deployment('shop', 'api', { app: 'api', tier: 'back' }, [
    { name: 'http', containerPort: 8080 },
    { containerPort: 9090 },
  ]),
  pod('shop', 'tool', { app: 'tool' }),
  deployment('data', 'db', { app: 'db', tier: 'back' }, [{ name: 'sql', containerPort: 5432 }]),
)

const app = fc.constantFrom('web', 'api', 'tool', 'db', 'ghost')
const selector: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant({}),
  app.map((name) => ({ matchLabels: { app: name } })),
  fc.constant({ matchLabels: { tier: 'back' } }),
  app.map((name) => ({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: [name] }] })),
)
const namespace = fc.constantFrom('shop', 'data')
const inNamespace = namespace.map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } }))
const peer: fc.Arbitrary<JsonValue> = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  inNamespace.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ namespaceSelector: inNamespace, podSelector: selector }),
  fc.constantFrom('10.0.0.0/8', '0.0.0.0/0').map((cidr) => ({ ipBlock: { cidr } })),
)
const port: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom(8080, 9090, 5432, 80).map((number) => ({ protocol: 'TCP', port: number })),
  fc.constant({ port: 'http' }),
  fc.constant({ protocol: 'TCP', port: 8000, endPort: 9000 }),
  fc.constant({ protocol: 'UDP' }),
)
const rules = (key: 'from' | 'to') =>
  fc.array(
    fc
      .record({
        peers: fc.option(fc.array(peer, { maxLength: 3 })),
        ports: fc.option(fc.array(port, { maxLength: 2 })),
      })
      .map(({ peers, ports }) => ({ ...(peers ? { [key]: peers } : {}), ...(ports ? { ports } : {}) })),
    { maxLength: 2 },
  )
const policies = fc.array(
  fc.record({
    namespace,
    podSelector: selector,
    policyTypes: fc.option(fc.subarray(['Ingress', 'Egress'])),
    ingress: fc.option(rules('from')),
    egress: fc.option(rules('to')),
  }),
  { minLength: 1, maxLength: 4 },
)

const contexts: fc.Arbitrary<PlanContext> = fc
  .record({
    policies,
    style: fc.oneof(habits, anchoredHabits),
    seed: fc.nat(),
    shape: fc.constantFrom('yaml', 'list', 'json'),
  })
  .map(({ policies: all, style, seed, shape }) => {
    const objects = all.map(({ namespace: own, podSelector, policyTypes, ingress, egress }, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `p${index}`, namespace: own },
      spec: {
        podSelector,
        ...(policyTypes ? { policyTypes } : {}),
        ...(ingress ? { ingress } : {}),
        ...(egress ? { egress } : {}),
      },
    }))
    const list = { apiVersion: 'v1', kind: 'List', items: objects }
    const dice = rollDice(seed)
    const write = (value: JsonValue) => writeYaml(value, { ...style, finalBreak: true }, dice)
    const text = {
      yaml: () => objects.map(write).join(`---${style.lineBreak}`),
      list: () => writeYaml(list, style, dice),
      json: () => JSON.stringify(list, null, [0, 2, 4][dice(3)]),
    }[shape]()
    return contextOf([CLUSTER, { name: 'policies.yaml', text }])
  })

const WORKLOADS = ['shop/deployment/web', 'shop/deployment/api', 'shop/pod/tool', 'data/deployment/db']
const workload = fc.constantFrom(...WORKLOADS)
const end: fc.Arbitrary<ConnectEnd> = fc.oneof(
  { weight: 4, arbitrary: workload.map((id): ConnectEnd => ({ kind: 'workload', id })) },
  namespace.map((name): ConnectEnd => ({ kind: 'namespace', namespace: name })),
  fc.constantFrom('192.0.2.0/24', '10.0.0.0/8').map((cidr): ConnectEnd => ({ kind: 'block', cidr, except: [] })),
  fc.constantFrom('outside' as const, 'anyone' as const).map((reach): ConnectEnd => ({ kind: 'internet', reach })),
)
const wanted: fc.Arbitrary<'every' | readonly WantedPort[]> = fc.oneof(
  fc.constant('every' as const),
  fc.uniqueArray(
    fc.constantFrom<WantedPort>(
      { kind: 'range', protocol: 'TCP', first: 8080, last: 8080 },
      { kind: 'range', protocol: 'TCP', first: 8000, last: 9999 },
      { kind: 'range', protocol: 'UDP', first: 1, last: 65535 },
      { kind: 'range', protocol: 'SCTP', first: 7, last: 7 },
    ),
    { minLength: 1 },
  ),
)

/** Endpoint ids that an end stands for in `context`. */
function idsOf(context: PlanContext, wantedEnd: ConnectEnd): readonly string[] {
  return context.prepared.endpoints.flatMap((endpoint) => {
    if (wantedEnd.kind === 'workload')
      return endpoint.kind === 'pods' && endpoint.workload?.id === wantedEnd.id ? [endpoint.id] : []
    if (wantedEnd.kind === 'namespace')
      return endpoint.kind === 'pods' && endpoint.namespace === wantedEnd.namespace && !endpoint.implied
        ? [endpoint.id]
        : []
    return []
  })
}

function asked(ports: 'every' | readonly WantedPort[]) {
  const all = [{ first: 1, last: 65535 }]
  if (ports === 'every') return { TCP: all, UDP: all, SCTP: all }
  return ports
    .map((one) => (one.kind === 'range' ? { [one.protocol]: [{ first: one.first, last: one.last }] } : {}))
    .reduce(unionTraffic, {})
}

const comments = (context: PlanContext) =>
  context.document.files.flatMap(({ text }) => [...text.matchAll(/#\d+ [^\r\n]*/g)].map(([comment]) => comment))

describe('laws of plans', () => {
  it('[ISO-6] law: a planned connection is allowed afterwards, and opens and closes nothing that was not asked', () => {
    fc.assert(
      fc.property(contexts, end, end, wanted, fc.boolean(), (context, from, to, ports, isolate) => {
        const plan = planConnect(context, { kind: 'connect', from, to, ports, isolate, allowForBoth: true })
        expect(plan.edits === undefined).toBe(plan.obstacles.length > 0)
        if (!plan.edits) {
          if (plan.already) expectAllowed(context, from, to, ports)
          return
        }
        const after = afterEdits(context, plan.edits)
        expect(comments(after)).toEqual(comments(context))
        for (const edit of plan.edits) if (edit.kind === 'splice' && edit.text === '') expect(edit.end).toBe(edit.start)
        expectUndone(context, plan.edits)
        expectAllowed(after, from, to, ports)
        expectOnly(context, after, from, to, ports, isolate)
      }),
      { numRuns: 120 },
    )
  }, 60_000)

  it('[RUL-1] law: a deletion closes its flow, opens nothing, frees no pod and keeps every comment', () => {
    let planned = 0
    fc.assert(
      fc.property(contexts, fc.nat(), (context, pick) => {
        const edges = edgesOf(context)
        const edge = edges[pick % Math.max(1, edges.length)]
        if (!edge) return
        const plan = planDisconnect(context, { kind: 'disconnect', ...edge })
        if (!plan.edits) return
        planned += 1
        expect(plan.result).toBe('closed')
        const after = afterEdits(context, plan.edits)
        expect(comments(after)).toEqual(comments(context))
        expectUndone(context, plan.edits)
        expect([...compareFlows(context.prepared, after.prepared).opened]).toEqual([])
        expectNoneFreed(context, after)
        for (const flow of compareFlows(context.prepared, after.prepared).closed) {
          expect(edge.from).toContain(flow.from)
          expect(edge.to).toContain(flow.to)
        }
      }),
      { numRuns: 120 },
    )
    expect(planned).toBeGreaterThan(10)
  }, 60_000)
})

/** An edge per rule in effect: whom it speaks for, and whom its peers match. */
function edgesOf({ prepared }: PlanContext) {
  return prepared.cluster.policies.flatMap((one) =>
    DIRECTIONS.filter((direction) => one.isolates[direction]).flatMap((direction) =>
      one.rules[direction].flatMap((rule) => {
        const near = subjectsOf(prepared, one.path)
        const far =
          rule.peers === 'any'
            ? prepared.endpoints.map(({ id }) => id)
            : rule.peers.flatMap(({ path }) => peerMatches(prepared, path).map(({ endpoint }) => endpoint))
        const [from, to] = direction === 'ingress' ? [far, near] : [near, far]
        return from.length === 0 || to.length === 0 ? [] : [{ rules: [rule.path], from, to }]
      }),
    ),
  )
}

/** Undo restores the bytes. */
function expectUndone({ document }: PlanContext, edits: readonly Edit[]): void {
  const applied = applyEdits(document, { edits, label: '', base: document.revision })
  if (applied.kind === 'stale') throw new Error('stale')
  const base = applied.document.revision
  const undone = applyEdits(applied.document, { edits: applied.inverse, label: '', base })
  expect(undone.kind === 'applied' && undone.document.files).toEqual(document.files)
}

function expectAllowed(
  context: PlanContext,
  from: ConnectEnd,
  to: ConnectEnd,
  ports: 'every' | readonly WantedPort[],
): void {
  for (const source of idsOf(context, from)) {
    for (const target of idsOf(context, to)) {
      const { allowed } = flowBetween(context.prepared, source, target)
      expect(formatTraffic(subtractTraffic(asked(ports), allowed))).toBe('')
    }
  }
}

/** Opened flows lie between the ends (implied endpoints and addresses aside); nothing closes unless the target is isolated. */
function expectOnly(
  before: PlanContext,
  after: PlanContext,
  from: ConnectEnd,
  to: ConnectEnd,
  ports: 'every' | readonly WantedPort[],
  isolate: boolean,
): void {
  const isDeclared = (id: string) => WORKLOADS.some((known) => id.startsWith(known))
  const { opened, closed } = compareFlows(before.prepared, after.prepared)
  for (const flow of opened) {
    if (!isDeclared(flow.from) || !isDeclared(flow.to)) continue
    if (from.kind === 'workload' || from.kind === 'namespace') expect(idsOf(after, from)).toContain(flow.from)
    if (to.kind === 'workload' || to.kind === 'namespace') expect(idsOf(after, to)).toContain(flow.to)
    expect(formatTraffic(subtractTraffic(flow.allowed, asked(ports)))).toBe('')
  }
  const mayClose = isolate || to.kind === 'namespace'
  if (!mayClose) expect([...closed].filter((flow) => isDeclared(flow.from) && isDeclared(flow.to))).toEqual([])
}

function expectNoneFreed(before: PlanContext, after: PlanContext): void {
  for (const { id } of before.prepared.endpoints) {
    if (!after.prepared.endpoint(id)) continue
    for (const direction of DIRECTIONS) {
      if (isolationOf(before.prepared, id)[direction].isolation !== 'open')
        expect(isolationOf(after.prepared, id)[direction].isolation).not.toBe('open')
    }
  }
}
