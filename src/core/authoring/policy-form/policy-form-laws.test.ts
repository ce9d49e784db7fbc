import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, invertEdits } from '../../edits/apply-edits.ts'
import { comments, PATIENCE } from '../../edits/edit-laws.testing.ts'
import {
  anchoredHabits,
  type Habits,
  habits,
  policyValues,
  rollDice,
  writeYaml,
} from '../../edits/random-manifest.testing.ts'
import type { JsonObject } from '../../model/json.ts'
import { afterEdits, contextOf } from '../plan.testing.ts'
import { findStanding, type PlanContext, standings } from '../plan-context.ts'
import { expectedValue, rollChange } from './policy-form.testing.ts'
import { planEditPolicy } from './policy-form.ts'
import type { EditPolicyIntention, PolicyChange } from './policy-form-change.ts'

const POLICY = 'policies.yaml#1'
const OTHER = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n'

/** A policy between two other documents, in a file of somebody's habits. */
function contextWith(value: JsonObject, style: Habits, seed: number): PlanContext {
  const text = writeYaml(value, { ...style, finalBreak: true }, rollDice(seed))
  return contextOf([{ name: 'policies.yaml', text: `${OTHER}---\n${text}---\n${OTHER}` }])
}

const textOf = ({ document }: PlanContext) => document.files[0]?.text ?? ''

/** What only adds or replaces words loses no comment. */
const KEEPS_COMMENTS: readonly PolicyChange['kind'][] = [
  'rename',
  'move',
  'describe',
  'add-rule',
  'duplicate-rule',
  'add-peer',
  'set-cidr',
  'add-except',
  'set-except',
  'add-port',
  'set-label',
  'rename-label',
  'add-expression',
]

/** Plans a random change and looks at what it made of the document; undefined where the dice asked for nothing. */
function check(context: PlanContext, seed: number): 'planned' | 'refused' | undefined {
  const value = findStanding(context.reading, POLICY)?.resource.value ?? {}
  const change = rollChange(value, POLICY, rollDice(seed))
  if (!change) return undefined
  const intention: EditPolicyIntention = { kind: 'edit-policy', policy: POLICY, change }
  const plan = planEditPolicy(context, intention)
  if (!plan.edits) {
    expect(plan.obstacles).not.toEqual([])
    return 'refused'
  }
  expect(plan.obstacles).toEqual([])
  const after = afterEdits(context, plan.edits)
  const resources = standings(after.reading).map(({ resource }) => resource)
  expect(resources.map(({ path }) => path)).toEqual(standings(context.reading).map(({ resource }) => resource.path))
  expect(resources[1]?.value).toEqual(expectedValue(value, intention))
  expect(resources[1]?.policy).toBeDefined()
  expect([resources[0]?.value, resources[2]?.value]).toEqual([resources[0]?.value, resources[0]?.value])
  if (KEEPS_COMMENTS.includes(change.kind)) expect(comments(textOf(after))).toEqual(comments(textOf(context)))
  const inverse = invertEdits(context.document.files, plan.edits)
  const undone = applyEdits(after.document, { edits: inverse, label: '', base: after.document.revision })
  expect(undone.kind === 'applied' ? undone.document.files : undefined).toEqual(context.document.files)
  return 'planned'
}

describe('laws of form edits', PATIENCE, () => {
  it('[EDIT] after a random change the policy is the one intended, all else is equal, undo restores the bytes', () => {
    const seen = { planned: 0, refused: 0 }
    fc.assert(
      fc.property(policyValues, habits, fc.nat(), fc.nat(), (value, style, seed, dice) => {
        const outcome = check(contextWith(value, style, seed), dice)
        fc.pre(outcome !== undefined)
        seen[outcome ?? 'refused'] += 1
      }),
      { numRuns: 150 },
    )
    expect(seen.planned).toBeGreaterThan(seen.refused)
  })

  it('[EDIT] with anchors and aliases a change is refused or changes only its own place', () => {
    const seen = { planned: 0, refused: 0 }
    fc.assert(
      fc.property(policyValues, anchoredHabits, fc.nat(), fc.nat(), (value, style, seed, dice) => {
        const outcome = check(contextWith(value, style, seed), dice)
        fc.pre(outcome !== undefined)
        seen[outcome ?? 'refused'] += 1
      }),
      { numRuns: 80 },
    )
    expect(seen.planned).toBeGreaterThan(20)
  })

  it('[EDIT] JSON stays JSON', () => {
    fc.assert(
      fc.property(policyValues, fc.constantFrom(undefined, 2, '\t'), fc.nat(), (value, indent, dice) => {
        const context = contextOf([{ name: 'policies.json', text: JSON.stringify(value, null, indent) }])
        const path = 'policies.json#0'
        const change = rollChange(value, path, rollDice(dice))
        fc.pre(change !== undefined)
        const intention: EditPolicyIntention = { kind: 'edit-policy', policy: path, change: change as PolicyChange }
        const { edits } = planEditPolicy(context, intention)
        fc.pre(edits !== undefined)
        expect(JSON.parse(textOf(afterEdits(context, edits)))).toEqual(expectedValue(value, intention))
      }),
      { numRuns: 80 },
    )
  })
})
