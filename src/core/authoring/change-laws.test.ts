import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../edits/apply-edits.ts'
import { flowBetween } from '../engine/reachability.ts'
import { isSubset } from '../net/address.ts'
import { isEmptyPorts } from '../net/ports.ts'
import { formatTraffic, subtractTraffic } from '../net/ports-by-protocol.ts'
import type { CaseEnd } from './cases-ends.testing.ts'
import { findChanges, type NaiveChanges } from './cases-verdicts.testing.ts'
import { withExpectations } from './expectations/random-expectations.testing.ts'
import { expectLawful, PATIENCE, rounds } from './laws.testing.ts'
import { contextOf } from './plan.testing.ts'
import type { ConnectEnd, ConnectIntention } from './plan.ts'
import { type ChangeIntention, planChange } from './plan-change.ts'
import type { PlanContext } from './plan-context.ts'
import { type Kind, RANDOM_INTENTIONS } from './random-intentions.testing.ts'
import { askedTraffic, randomContexts, randomPorts, randomWorkload } from './random-plans.testing.ts'

const KINDS = Object.keys(RANDOM_INTENTIONS) as readonly Kind[]

/** A document, and an intention of a kind that was made for it. */
function wishes<K extends Kind>(
  kind: K,
): fc.Arbitrary<readonly [context: PlanContext, intention: Extract<ChangeIntention, { kind: K }>]> {
  const contexts = kind.includes('expect') ? randomContexts.chain(withExpectations) : randomContexts
  return contexts.chain((context) => RANDOM_INTENTIONS[kind](context).map((intention) => [context, intention] as const))
}

/** The document after an intention; undefined when nothing is planned. */
function carryOut(context: PlanContext, intention: ChangeIntention): PlanContext | undefined {
  const { edits } = planChange(context, intention)
  if (!edits) return undefined
  const applied = applyEdits(context.document, { edits, label: '', base: context.document.revision })
  return applied.kind === 'applied' ? contextOf(applied.document.files, context.prepared.settings) : undefined
}

describe('laws of changes', () => {
  it.each(KINDS)(
    '[EDIT] law: %s writes what can be read, the least of it, and undo brings back every byte',
    (kind) => {
      let planned = 0
      fc.assert(
        fc.property(wishes(kind), ([context, intention]) => {
          const change = planChange(context, intention)
          expect(planChange(context, intention)).toEqual(change)
          if (expectLawful(context, change)) planned += 1
        }),
        // Few random documents have something to repair.
        rounds(kind === 'fix' ? 100 : 15),
      )
      expect(planned).toBeGreaterThan(0)
    },
    PATIENCE,
  )

  it.each(['connect', 'isolate', 'template', 'add'] as const)(
    '[ISO-4] law: %s closes a flow only at an end that nothing isolated before',
    (kind) => {
      fc.assert(
        fc.property(wishes(kind), ([context, intention]) => {
          const after = carryOut(context, intention)
          if (!after) return
          const changes = findChanges(context, after)
          expect(changes.frees).toEqual([])
          expect(closedElsewhere(changes)).toEqual([])
        }),
        rounds(15),
      )
    },
    PATIENCE,
  )

  it(
    '[ISO-6] law: connect opens what was asked between those who were asked, and nothing else',
    () => {
      fc.assert(
        fc.property(wishes('connect'), ([context, intention]) => {
          const after = carryOut(context, intention)
          if (!after || intention.keepDns) return
          const opened = findChanges(context, after).flows.filter(({ kind }) => kind === 'opens')
          const asked = askedTraffic(intention.ports)
          for (const { from, to, ports } of opened.filter((flow) => isDeclared(flow.from) && isDeclared(flow.to))) {
            expect([from.name, to.name, isMeant(from, intention.from), isMeant(to, intention.to)]).toEqual([
              from.name,
              to.name,
              true,
              true,
            ])
            expect(formatTraffic(subtractTraffic(ports, asked))).toBe('')
          }
        }),
        rounds(40),
      )
    },
    PATIENCE,
  )

  it(
    '[RUL-3] law: disconnect opens nothing, frees nobody, and closes nothing but what lies between the two',
    () => {
      fc.assert(
        fc.property(wishes('disconnect'), ([context, intention]) => {
          const after = carryOut(context, intention)
          if (!after) return
          const changes = findChanges(context, after)
          expect([changes.frees, changes.isolates]).toEqual([[], []])
          for (const { kind, from, to } of changes.flows) {
            expect(kind).not.toBe('opens')
            expect([isAmong(context, from, intention.from), isAmong(context, to, intention.to)]).toEqual([true, true])
          }
        }),
        rounds(15),
      )
    },
    PATIENCE,
  )

  it(
    '[ISO-6] law: connect and then disconnect restores the verdicts',
    () => {
      let restored = 0
      fc.assert(
        fc.property(randomContexts, randomWorkload, randomWorkload, randomPorts, (context, from, to, ports) => {
          const wish: ConnectIntention = {
            kind: 'connect',
            from: { kind: 'workload', id: from },
            to: { kind: 'workload', id: to },
            ports,
            allowForBoth: true,
          }
          const connected = carryOut(context, wish)
          if (!connected || !isNewFlow(context, from, to)) return
          const closed = carryOut(connected, { kind: 'disconnect', rules: [], from: [from], to: [to] })
          if (!closed) return
          restored += 1
          expect(findChanges(context, closed)).toMatchObject({ flows: [], isolates: [], frees: [] })
        }),
        rounds(60),
      )
      expect(restored).toBeGreaterThan(3)
    },
    PATIENCE,
  )
})

/** Flows that closed though neither end became isolated in their direction. */
function closedElsewhere({ flows, isolates }: NaiveChanges): readonly string[] {
  return flows
    .filter(({ kind, from, to }) => {
      const isNew = isolates.includes(`${to.name} ingress`) || isolates.includes(`${from.name} egress`)
      return kind === 'closes' && !isNew
    })
    .map(({ from, to, ports }) => `${from.name} -> ${to.name} ${formatTraffic(ports)}`)
}

/** Nothing passed between the two before, so that all that passes now is the connection. */
function isNewFlow({ prepared }: PlanContext, from: string, to: string): boolean {
  if (!prepared.endpoint(from) || !prepared.endpoint(to)) return false
  const { allowed, depends } = flowBetween(prepared, from, to)
  return isEmptyPorts(allowed) && isEmptyPorts(depends)
}

function isDeclared(end: CaseEnd): boolean {
  return end.kind === 'addresses' || (end.end.kind === 'pod' && !end.end.implied)
}

function isEnd(end: CaseEnd, id: string): boolean {
  return end.kind === 'pod' && end.id === id.split('#')[0]
}

/** Whether an end is, or lies in, one of some endpoints. */
function isAmong({ prepared }: PlanContext, end: CaseEnd, ids: readonly string[]): boolean {
  if (end.kind === 'pod') return ids.some((id) => isEnd(end, id))
  const outside = ids.flatMap((id) => prepared.endpoint(id) ?? [])
  return outside.some((endpoint) => endpoint.kind === 'outside' && isSubset(end.ranges, endpoint.addresses))
}

/** Whether an end is one a person meant; blocks and the internet mean addresses, and pods that may have them (IPB-3). */
function isMeant(end: CaseEnd, meant: ConnectEnd): boolean {
  switch (meant.kind) {
    case 'workload':
      return isEnd(end, meant.id)
    case 'namespace':
      return end.kind === 'pod' && end.end.kind === 'pod' && end.end.namespace === meant.namespace
    default:
      return true
  }
}
