import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFlows } from '../../engine/compare.ts'
import { isolationOf } from '../../engine/isolation.ts'
import { DIRECTIONS } from '../../model/policy.ts'
import type { Flow } from '../../model/verdict.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import { formatTraffic, intersectTraffic, subtractTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import { commentsOf, expectLawful, rounds } from '../laws.testing.ts'
import type { DisconnectIntention, Narrowing, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { edgesOf } from '../random-intentions.testing.ts'
import { randomContexts, randomWorkload } from '../random-plans.testing.ts'
import { passingBetween } from './find-contributions.ts'
import { planDisconnect } from './plan-disconnect.ts'

const randomAsked: fc.Arbitrary<readonly WantedPort[] | undefined> = fc.option(
  fc
    .constantFrom<WantedPort>(
      { kind: 'range', protocol: 'TCP', first: 8080, last: 8080 },
      { kind: 'range', protocol: 'TCP', first: 8000, last: 8500 },
      { kind: 'range', protocol: 'UDP', first: 53, last: 53 },
    )
    .map((port) => [port]),
  { nil: undefined },
)

/** A document and a flow of it: between two workloads, or all that a rule speaks of. */
const wishes = randomContexts.chain((context) => {
  const edges = edgesOf(context)
  const pairs = fc.tuple(randomWorkload, randomWorkload).map(([from, to]) => ({ rules: [], from: [from], to: [to] }))
  const edge = edges.length === 0 ? pairs : fc.oneof({ weight: 2, arbitrary: pairs }, fc.constantFrom(...edges))
  return fc.record({ context: fc.constant(context), edge, ports: randomAsked })
})

function toIntention({
  edge,
  ports,
}: {
  edge: Omit<DisconnectIntention, 'kind'>
  ports: readonly WantedPort[] | undefined
}) {
  return { kind: 'disconnect' as const, ...edge, ...(ports ? { ports } : {}) }
}

const toTraffic = (ports: readonly WantedPort[]) =>
  ports
    .flatMap((port) => (port.kind === 'range' ? [{ [port.protocol]: [port] } as PortsByProtocol] : []))
    .reduce(unionTraffic, {})

describe('laws of narrowing', () => {
  it('[RUL-3] law: each way stops the flow, opens nothing, frees nobody, and closes what it says', () => {
    const kinds = new Map<string, number>()
    fc.assert(
      fc.property(wishes, ({ context, edge, ports }) => {
        const intention = toIntention({ edge, ports })
        const plan = planDisconnect(context, intention)
        const last = plan.narrowings?.at(-1)
        if (last) expect(planDisconnect(context, { ...intention, narrow: last.id }).edits).toEqual(last.edits)
        for (const narrowing of plan.narrowings ?? []) {
          kinds.set(narrowing.kind, (kinds.get(narrowing.kind) ?? 0) + 1)
          expectWay(context, intention, narrowing)
        }
      }),
      rounds(30),
    )
    expect([...kinds.keys()].sort()).toEqual(['isolate-all', 'isolate-keep-others', 'narrow'])
  }, 120_000)

  it('[RUL-3] law: there is an exact way, an inexact one with what it also closes, or a reason for none', () => {
    fc.assert(
      fc.property(wishes, ({ context, edge, ports }) => {
        const plan = planDisconnect(context, toIntention({ edge, ports }))
        const passing = formatTraffic(
          intersectTraffic(passingBetween(context.prepared, edge), ports ? toTraffic(ports) : EVERY),
        )
        if (plan.edits || passing === '') return
        expect((plan.narrowings ?? []).length + (plan.refusals ?? []).length).toBeGreaterThan(0)
        const ranks = (plan.narrowings ?? []).map(({ exact }) => (exact ? 0 : 1))
        expect(ranks).toEqual([...ranks].sort())
      }),
      rounds(30),
    )
  }, 120_000)
})

const EVERY: PortsByProtocol = {
  TCP: [{ first: 1, last: 65535 }],
  UDP: [{ first: 1, last: 65535 }],
  SCTP: [{ first: 1, last: 65535 }],
}

function expectWay(context: PlanContext, { from, to, ports }: DisconnectIntention, way: Narrowing): void {
  const after = expectLawful(context, { edits: way.edits, obstacles: [], label: way.words })
  if (!after) throw new Error('nothing is planned')
  expect(commentsOf(context)).toEqual(expect.arrayContaining([...commentsOf(after)]))
  const { opened, closed } = compareFlows(context.prepared, after.prepared)
  expect([...opened]).toEqual([])
  const asked = ports ? toTraffic(ports) : EVERY
  const isAsked = (flow: Flow) => from.includes(flow.from) && to.includes(flow.to)
  const others = [...closed].filter(
    (flow) => !isAsked(flow) || formatTraffic(subtractTraffic(unionTraffic(flow.allowed, flow.depends), asked)) !== '',
  )
  if (way.exact) expect(others).toEqual([])
  expect(way.exact).toBe(way.alsoCloses.length === 0)
  expectNoneFreed(context, after)
}

function expectNoneFreed(before: PlanContext, after: PlanContext): void {
  for (const { id } of before.prepared.endpoints) {
    if (!after.prepared.endpoint(id)) continue
    for (const direction of DIRECTIONS) {
      if (isolationOf(before.prepared, id)[direction].isolation === 'open') continue
      expect(isolationOf(after.prepared, id)[direction].isolation).not.toBe('open')
    }
  }
}
