import { describe, expect, it } from 'vitest'
import type { SelectorChange, SelectorForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import { changeSelector, toSelectorForm, toSelectorModel } from './change-selector.ts'

const selector = 'new/podSelector'
const FORM: SelectorForm = {
  matchLabels: { app: 'web', tier: 'front' },
  matchExpressions: [{ key: 'track', operator: 'In', values: ['stable'] }],
}
type Without<Change> = Change extends SelectorChange ? Omit<Change, 'selector'> : never

function changed(change: Without<SelectorChange>, ...[form = FORM]: readonly [form?: SelectorForm]) {
  return changeSelector(form, { selector, ...change } as SelectorChange)
}

describe('changeSelector', () => {
  it('[SEL-2] adds, changes, renames and removes labels in place', () => {
    expect(changed({ kind: 'set-label', key: 'app', value: 'api' })?.matchLabels).toEqual({ app: 'api', tier: 'front' })
    expect(changed({ kind: 'set-label', key: 'a', value: 'b' })?.matchLabels).toEqual({ ...FORM.matchLabels, a: 'b' })
    expect(Object.keys(changed({ kind: 'rename-label', key: 'app', to: 'name' })?.matchLabels ?? {})).toEqual([
      'name',
      'tier',
    ])
    expect(changed({ kind: 'remove-label', key: 'app' })?.matchLabels).toEqual({ tier: 'front' })
  })

  it('[SEL-2] turns labels into expressions and back', () => {
    const turned = changed({ kind: 'label-to-expression', key: 'app' })
    expect(turned?.matchExpressions?.at(-1)).toEqual({ key: 'app', operator: 'In', values: ['web'] })
    expect(turned?.matchLabels).toEqual({ tier: 'front' })
    expect(changed({ kind: 'expression-to-label', index: 1 }, turned)).toEqual({
      matchLabels: { tier: 'front', app: 'web' },
      matchExpressions: FORM.matchExpressions,
    })
  })

  it('[SEL-3] adds, changes and removes expressions', () => {
    const expression = { key: 'old', operator: 'Exists', values: [] } as const
    expect(changed({ kind: 'add-expression', expression })?.matchExpressions).toHaveLength(2)
    expect(changed({ kind: 'set-expression', index: 0, expression })?.matchExpressions).toEqual([expression])
    expect(changed({ kind: 'remove-expression', index: 0 })?.matchExpressions).toEqual([])
  })

  it('[PEE-2] tells absent and empty apart', () => {
    expect(changed({ kind: 'set-selector', to: 'absent' })).toBeUndefined()
    expect(toSelectorModel(selector, undefined).state).toBe('absent')
    expect(toSelectorModel(selector, {}).state).toBe('empty')
    const first = { kind: 'set-label', selector, key: 'a', value: 'b' } as const
    expect(changeSelector(undefined, first)?.matchLabels).toEqual({ a: 'b' })
  })

  it('shows what it was given, and offers a label only where its key is free', () => {
    const model = toSelectorModel(selector, FORM)
    expect(model.expressions[0]?.canBeLabel).toBe(true)
    expect(toSelectorForm(model)).toEqual(FORM)
    const taken = toSelectorModel(selector, { ...FORM, matchLabels: { track: 'x' } })
    expect(taken.expressions[0]?.canBeLabel).toBe(false)
  })
})
