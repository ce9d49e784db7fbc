import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFlows } from '../../engine/compare.ts'
import { isolationOf } from '../../engine/isolation.ts'
import { DIRECTIONS } from '../../model/policy.ts'
import type { Flow } from '../../model/verdict.ts'
import { isEmptyPorts } from '../../net/ports.ts'
import { commentsOf, expectLawful, rounds } from '../laws.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import { randomContexts, randomNamespace, randomWorkload, WORKLOADS } from '../random-plans.testing.ts'
import type { Given } from '../templates/template.ts'
import { TEMPLATES } from '../templates/templates.ts'
import { type IsolateIntention, planIsolate } from './plan-isolate.ts'

const intentions: fc.Arbitrary<IsolateIntention> = fc.record({
  kind: fc.constant('isolate' as const),
  scope: fc.oneof(
    randomWorkload.map((id) => ({ kind: 'workload' as const, id })),
    randomNamespace.map((namespace) => ({ kind: 'namespace' as const, namespace })),
    fc.constant({ kind: 'all-namespaces' as const }),
  ),
  directions: fc.subarray(DIRECTIONS.slice(), { minLength: 1 }),
  keepDns: fc.boolean(),
  keepOpen: fc.boolean(),
  allowForBoth: fc.constant(true),
})

/** The workloads of the document that a scope means. */
function meant({ scope }: IsolateIntention): readonly string[] {
  return WORKLOADS.filter((id) => {
    if (scope.kind === 'namespace') return id.startsWith(`${scope.namespace}/`)
    return scope.kind === 'all-namespaces' || (scope.kind === 'workload' && scope.id === id)
  })
}

/** Flows among workloads of the document. */
function declared(flows: ReturnType<typeof compareFlows>['opened']) {
  const isDeclared = (id: string) => WORKLOADS.some((known) => id.startsWith(known))
  return [...flows].filter(({ from, to }) => isDeclared(from) && isDeclared(to))
}

const isCertain = ({ allowed }: Flow) => !isEmptyPorts(allowed)

/** What the small cluster suggests nothing for. */
const PARAMETERS: Readonly<Record<string, Given>> = {
  'to-api-server': { addresses: ['192.0.2.1/32'] },
  'tenant-isolation': { tenant: 'a', namespaces: ['shop', 'data'] },
  'three-tiers': {
    namespace: { kind: 'namespace', namespace: 'shop' },
    db: { kind: 'workload', id: 'data/deployment/db' },
  },
}

const isOpen = ({ prepared }: PlanContext, id: string, direction: 'ingress' | 'egress') =>
  isolationOf(prepared, id)[direction].isolation === 'open'

describe('laws of isolation', () => {
  it('[ISO-4] law: who was meant is isolated, nobody else is, nothing opens, and what is kept stays open', () => {
    let planned = 0
    fc.assert(
      fc.property(randomContexts, intentions, (context, intention) => {
        const change = planIsolate(context, intention)
        const after = expectLawful(context, change)
        if (!after) {
          for (const { code } of change.obstacles) expect(code).toBe('already-isolated')
          for (const id of meant(intention))
            for (const direction of intention.directions) expect(isOpen(context, id, direction)).toBe(false)
          return
        }
        planned += 1
        expect(commentsOf(after)).toEqual(commentsOf(context))
        for (const id of WORKLOADS)
          for (const direction of DIRECTIONS) {
            const isMeant = meant(intention).includes(id) && intention.directions.includes(direction)
            expect(isOpen(after, id, direction)).toBe(isMeant ? false : isOpen(context, id, direction))
          }
        const { opened, closed } = compareFlows(context.prepared, after.prepared)
        expect(declared(opened)).toEqual([])
        const isWhole = !change.notes.some((note) => note.startsWith('not kept'))
        if (intention.keepOpen && isWhole) expect(declared(closed).filter(isCertain)).toEqual([])
      }),
      rounds(40),
    )
    expect(planned).toBeGreaterThan(20)
  }, 60_000)

  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    '[EDIT] law: template %s writes what can be read, and twice the same is once',
    (id, template) => {
      let planned = 0
      const parameters = PARAMETERS[id] ?? {}
      fc.assert(
        fc.property(randomContexts, (context) => {
          const after = expectLawful(context, template.plan(context, parameters))
          if (!after) return
          planned += 1
          expect(commentsOf(after)).toEqual(commentsOf(context))
          const codes = template.plan(after, parameters).obstacles.map(({ code }) => code)
          expect(['nothing-to-do', 'already-isolated']).toContain(codes[0])
        }),
        rounds(8),
      )
      expect(planned).toBeGreaterThan(2)
    },
    60_000,
  )
})
