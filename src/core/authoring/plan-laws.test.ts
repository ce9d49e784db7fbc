import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFlows } from '../engine/compare.ts'
import { isolationOf } from '../engine/isolation.ts'
import { flowBetween } from '../engine/reachability.ts'
import { DIRECTIONS } from '../model/policy.ts'
import { formatTraffic, subtractTraffic } from '../net/ports-by-protocol.ts'
import { planConnect } from './connect/plan-connect.ts'
import { planDisconnect } from './disconnect/plan-disconnect.ts'
import { commentsOf, PATIENCE, rounds } from './laws.testing.ts'
import { afterEdits } from './plan.testing.ts'
import type { ConnectEnd, WantedPort } from './plan.ts'
import type { PlanContext } from './plan-context.ts'
import { edgesOf } from './random-intentions.testing.ts'
import { askedTraffic, randomContexts, randomEnd, randomPorts, WORKLOADS } from './random-plans.testing.ts'

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

describe('laws of plans', () => {
  it(
    '[ISO-6] law: a planned connection is allowed afterwards, and opens and closes nothing that was not asked',
    () => {
      fc.assert(
        fc.property(
          randomContexts,
          randomEnd,
          randomEnd,
          randomPorts,
          fc.boolean(),
          (context, from, to, ports, isolate) => {
            const plan = planConnect(context, { kind: 'connect', from, to, ports, isolate, allowForBoth: true })
            expect(plan.edits === undefined).toBe(plan.obstacles.length > 0)
            if (!plan.edits) {
              if (plan.already) expectAllowed(context, from, to, ports)
              return
            }
            const after = afterEdits(context, plan.edits)
            expect(commentsOf(after)).toEqual(commentsOf(context))
            for (const edit of plan.edits)
              if (edit.kind === 'splice' && edit.text === '') expect(edit.end).toBe(edit.start)
            expectAllowed(after, from, to, ports)
            expectOnly(context, after, from, to, ports, isolate)
          },
        ),
        rounds(60),
      )
    },
    PATIENCE,
  )

  it(
    '[RUL-1] law: a deletion closes its flow, opens nothing, frees no pod and invents no comment',
    () => {
      let planned = 0
      fc.assert(
        fc.property(randomContexts, fc.nat(), (context, pick) => {
          const edges = edgesOf(context)
          const edge = edges[pick % Math.max(1, edges.length)]
          if (!edge) return
          const plan = planDisconnect(context, { kind: 'disconnect', ...edge })
          if (!plan.edits) return
          planned += 1
          expect(plan.result).toBe('closed')
          const after = afterEdits(context, plan.edits)
          // What is removed takes the comments that describe it along.
          expect(commentsOf(context)).toEqual(expect.arrayContaining([...commentsOf(after)]))
          expect([...compareFlows(context.prepared, after.prepared).opened]).toEqual([])
          expectNoneFreed(context, after)
          for (const flow of compareFlows(context.prepared, after.prepared).closed) {
            expect(edge.from).toContain(flow.from)
            expect(edge.to).toContain(flow.to)
          }
        }),
        rounds(60),
      )
      expect(planned).toBeGreaterThan(10)
    },
    PATIENCE,
  )
})

function expectAllowed(
  context: PlanContext,
  from: ConnectEnd,
  to: ConnectEnd,
  ports: 'every' | readonly WantedPort[],
): void {
  for (const source of idsOf(context, from)) {
    for (const target of idsOf(context, to)) {
      const { allowed } = flowBetween(context.prepared, source, target)
      expect(formatTraffic(subtractTraffic(askedTraffic(ports), allowed))).toBe('')
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
    expect(formatTraffic(subtractTraffic(flow.allowed, askedTraffic(ports)))).toBe('')
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
