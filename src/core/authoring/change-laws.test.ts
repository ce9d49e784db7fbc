import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectLawful, rounds } from './laws.testing.ts'
import { type ChangeIntention, planChange } from './plan-change.ts'
import type { PlanContext } from './plan-context.ts'
import { RANDOM_INTENTIONS } from './random-intentions.testing.ts'
import { randomContexts } from './random-plans.testing.ts'

const KINDS = Object.keys(RANDOM_INTENTIONS) as readonly ChangeIntention['kind'][]

/** A document, and an intention of a kind that was made for it. */
function wishes<K extends ChangeIntention['kind']>(
  kind: K,
): fc.Arbitrary<readonly [context: PlanContext, intention: Extract<ChangeIntention, { kind: K }>]> {
  return randomContexts.chain((context) =>
    (RANDOM_INTENTIONS[kind]?.(context) ?? fc.constantFrom()).map((intention) => [context, intention] as const),
  )
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
          const after = expectLawful(context, change)
          if (after) planned += 1
        }),
        rounds(25),
      )
      expect(planned).toBeGreaterThan(3)
    },
    60_000,
  )
})
