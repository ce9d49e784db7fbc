import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LabelSelector, Requirement } from '../model/selector.ts'
import { createSelectorMemory } from './selector-memory.ts'

/** Few words, among them those of operators and numbers of values, so that requirements often run into each other. */
const word = fc.constantFrom('a', 'b', '', 'In', 'Exists', '1', '2')

const requirement: fc.Arbitrary<Requirement> = fc.record({
  path: fc.constant('p.yaml#0'),
  key: word,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(word, { maxLength: 3 }),
})

const selector: fc.Arbitrary<LabelSelector> = fc
  .array(requirement, { maxLength: 3 })
  .map((requirements) => ({ path: 'p.yaml#0', requirements }))

it('selectors that require the same are found once, others never for one another', () => {
  fc.assert(
    fc.property(fc.array(selector, { minLength: 2, maxLength: 30 }), (selectors) => {
      const { recall } = createSelectorMemory((found) => ({ found }))
      const words = new Map(selectors.map((one) => [recall(one), JSON.stringify(one.requirements)]))
      for (const one of selectors) expect(words.get(recall(one))).toBe(JSON.stringify(one.requirements))
      expect(words.size).toBe(new Set(words.values()).size)
    }),
  )
})

it('[SEL-1] no selector is found with the one that requires nothing', () => {
  const { recall } = createSelectorMemory(() => ({}))
  expect(recall(undefined)).toBe(recall({ path: 'p.yaml#0', requirements: [] }))
})
