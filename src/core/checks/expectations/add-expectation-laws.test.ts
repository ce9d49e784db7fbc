import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFlow, randomPath, withExpectations } from '../../authoring/expectations/random-expectations.testing.ts'
import { PATIENCE, rounds } from '../../authoring/laws.testing.ts'
import { afterEdits } from '../../authoring/plan.testing.ts'
import { planChange } from '../../authoring/plan-change.ts'
import type { PlanContext } from '../../authoring/plan-context.ts'
import { randomContexts } from '../../authoring/random-plans.testing.ts'
import type { Expectation, ExpectedFlow } from '../../model/expectation.ts'
import { readExpectations } from './read-expectations.ts'

const contexts = randomContexts.chain(withExpectations)

function toFlow({ expected, protocol, ports, from, to }: Expectation): ExpectedFlow {
  return { expected, protocol, ports, from, to }
}

const entriesIn = ({ reading }: PlanContext) => readExpectations(reading).entries
const flowsIn = (context: PlanContext) =>
  entriesIn(context).map(({ name, expectation }) => JSON.stringify([name, expectation && toFlow(expectation)]))

describe('laws of changes of expectations', () => {
  it(
    '[EXP-1] what is expected can be read again, and everything else stays',
    () => {
      let added = 0
      fc.assert(
        fc.property(contexts, randomFlow, (context, flow) => {
          const { edits } = planChange(context, { kind: 'expect', flows: [flow] })
          const before = flowsIn(context)
          if (!edits) return
          const after = afterEdits(context, edits)
          const fresh = entriesIn(after).filter(
            ({ name, expectation }) => !before.includes(JSON.stringify([name, expectation && toFlow(expectation)])),
          )
          expect(fresh.map(({ expectation }) => expectation && toFlow(expectation))).toEqual([flow])
          expect(flowsIn(after)).toEqual(expect.arrayContaining(before))
          expect(flowsIn(after)).toHaveLength(before.length + 1)
          const known = readExpectations(context.reading).diagnostics.length
          expect(readExpectations(after.reading).diagnostics).toHaveLength(known)
          expect(planChange(after, { kind: 'expect', flows: [flow] }).obstacles).toMatchObject([
            { code: 'nothing-to-do' },
          ])
          added += 1
        }),
        rounds(40),
      )
      expect(added).toBeGreaterThan(20)
    },
    PATIENCE,
  )

  it(
    '[EXP-2] flipped it expects the contrary, flipped again what it did; removed it is gone; others stay',
    () => {
      let changed = 0
      fc.assert(
        fc.property(
          contexts.chain((context) => randomPath(context).map((path) => [context, path] as const)),
          ([context, path]) => {
            const before = entriesIn(context)
            const own = before.find((entry) => entry.path === path)
            const flip = planChange(context, { kind: 'flip-expectation', path })
            const remove = planChange(context, { kind: 'remove-expectation', path })
            if (!flip.edits || !remove.edits || !own?.expectation) return
            const flipped = afterEdits(context, flip.edits)
            const contrary = own.expectation.expected === 'allowed' ? 'denied' : 'allowed'
            expect(entriesIn(flipped)).toEqual(
              before.map((one) =>
                one === own ? { ...one, expectation: { ...own.expectation, expected: contrary } } : one,
              ),
            )
            const again = planChange(flipped, { kind: 'flip-expectation', path }).edits
            expect(entriesIn(afterEdits(flipped, again))).toEqual(before)
            const left = flowsIn(context).filter((_, index) => before[index] !== own)
            expect(flowsIn(afterEdits(context, remove.edits))).toEqual(left)
            changed += 1
          },
        ),
        rounds(40),
      )
      expect(changed).toBeGreaterThan(5)
    },
    PATIENCE,
  )
})
