import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFlows } from '../../engine/compare.ts'
import { flowBetween } from '../../engine/reachability.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import { commentsOf, expectLawful, rounds } from '../laws.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import { randomContexts, randomNamespace, randomWorkload, WORKLOADS } from '../random-plans.testing.ts'
import { planStructure, type StructureIntention } from './plan-structure.ts'

const LABELS = fc.constantFrom(
  { kind: 'set', key: 'tier', value: 'yes' } as const,
  { kind: 'set', key: 'app', value: 'other' } as const,
  { kind: 'remove', key: 'tier' } as const,
  { kind: 'rename', key: 'app', to: 'app.kubernetes.io/name' } as const,
)

/** The document after an intention; undefined when it was refused. */
const changed = (context: PlanContext, intention: StructureIntention) =>
  expectLawful(context, planStructure(context, intention))
const passing = ({ prepared }: PlanContext, from: string, to: string) =>
  formatTraffic(flowBetween(prepared, from, to).allowed)
const texts = ({ document }: PlanContext) => document.files.map(({ text }) => text)

function policyTargets({ reading }: PlanContext) {
  const resources = reading.files.flatMap(({ items }) => items.flatMap((item) => item.resources))
  return resources.filter(({ policy }) => policy).map(({ path }) => ({ kind: 'policy', path }) as const)
}

/** Every flow between workloads is what it was, by the ids they have then. */
function expectSameFlows(before: PlanContext, then: PlanContext, renamed: (id: string) => string): void {
  for (const from of WORKLOADS)
    for (const to of WORKLOADS) expect(passing(then, renamed(from), renamed(to))).toBe(passing(before, from, to))
}

/** Runs a property over documents; it answers whether something was planned. */
function assertOften<T>(wishes: fc.Arbitrary<T>, holds: (context: PlanContext, wish: T) => boolean): void {
  let planned = 0
  fc.assert(
    fc.property(randomContexts, wishes, (context, wish) => {
      if (holds(context, wish)) planned += 1
    }),
    rounds(25),
  )
  expect(planned).toBeGreaterThan(5)
}

describe('laws of structure', () => {
  it('[END-3] law: a renamed namespace keeps every flow, and renamed back every byte', () => {
    assertOften(randomNamespace, (context, namespace) => {
      const there = changed(context, { kind: 'rename', target: { kind: 'namespace', namespace }, to: 'elsewhere' })
      if (!there) return false
      expect(commentsOf(there)).toEqual(commentsOf(context))
      expectSameFlows(context, there, (id) => id.replace(new RegExp(`^${namespace}/`), 'elsewhere/'))
      const back = { kind: 'rename', target: { kind: 'namespace', namespace: 'elsewhere' }, to: namespace } as const
      expect(texts(changed(there, back) ?? there)).toEqual(texts(context))
      return true
    })
  }, 60_000)

  it('[END-2] law: a renamed workload keeps every flow, and renamed back every byte', () => {
    assertOften(randomWorkload, (context, id) => {
      const renamed = id.replace(/[^/]+$/, 'renamed')
      const there = changed(context, { kind: 'rename', target: { kind: 'workload', id }, to: 'renamed' })
      if (!there) return false
      expectSameFlows(context, there, (one) => (one === id ? renamed : one))
      const back = { kind: 'rename', target: { kind: 'workload', id: renamed }, to: id.split('/')[2] ?? '' } as const
      expect(texts(changed(there, back) ?? there)).toEqual(texts(context))
      return true
    })
  }, 60_000)

  it('[ISO-5] law: policies renamed and repeated change no flow; without one, no other is changed', () => {
    assertOften(fc.nat(), (context, pick) => {
      const targets = policyTargets(context)
      const target = targets[pick % targets.length]
      if (!target) return false
      for (const intention of [
        { kind: 'rename', target, to: 'renamed' },
        { kind: 'duplicate', target },
      ] as const) {
        const then = changed(context, intention)
        if (!then) continue
        const { opened, closed } = compareFlows(context.prepared, then.prepared)
        expect([[...opened], [...closed]]).toEqual([[], []])
      }
      const without = changed(context, { kind: 'delete', target })
      if (!without) return false
      const names = ({ prepared }: PlanContext) => prepared.cluster.policies.map(({ name }) => name)
      const gone = context.prepared.cluster.policies.find(({ path }) => path === target.path)?.name
      expect(names(without)).toEqual(names(context).filter((name) => name !== gone))
      return true
    })
  }, 60_000)

  it('[END-2] law: pods have the labels that were asked for, and the controller still finds them', () => {
    assertOften(fc.tuple(randomWorkload, LABELS), (context, [id, change]) => {
      const then = changed(context, { kind: 'workload-labels', id, changes: [change] })
      if (!then) return false
      const workload = then.prepared.cluster.workloads.find((one) => one.id === id)
      const labels = workload?.pods[0]?.labels
      if (change.kind === 'set') expect(labels?.get(change.key)).toBe(change.value)
      else expect(labels?.has(change.key)).toBe(false)
      for (const [key, value] of workload?.matchLabels ?? []) expect(labels?.get(key)).toBe(value)
      return true
    })
  }, 60_000)

  it('[PEE-1] law: a workload moved away and back leaves every byte; a deleted one leaves the others', () => {
    assertOften(randomWorkload, (context, id) => {
      const [namespace = '', kind = '', name = ''] = id.split('/')
      const there = changed(context, { kind: 'move', id, namespace: 'away' })
      if (!there) return false
      const back = changed(there, { kind: 'move', id: `away/${kind}/${name}`, namespace })
      expect(texts(back ?? there)).toEqual(texts(context))
      const without = changed(context, { kind: 'delete', target: { kind: 'workload', id } })
      expect(without?.prepared.cluster.workloads.map((one) => one.id)).toEqual(WORKLOADS.filter((one) => one !== id))
      return true
    })
  }, 60_000)
})
