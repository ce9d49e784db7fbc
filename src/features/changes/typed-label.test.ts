import { describe, expect, it } from 'vitest'
import { readTypedLabel } from './typed-label.ts'

describe('readTypedLabel', () => {
  it('[VAL-2] reads a key and a value', () => {
    expect(readTypedLabel(' team=a ')).toEqual({ kind: 'label', label: { key: 'team', value: 'a' } })
    expect(readTypedLabel('example.com/team=a.b_c-1')).toEqual({
      kind: 'label',
      label: { key: 'example.com/team', value: 'a.b_c-1' },
    })
  })

  it('[VAL-2] refuses what the API server would refuse, and halves of a label', () => {
    for (const half of ['', 'team', 'team=', 'team=a=b'])
      expect(readTypedLabel(half)).toEqual({ kind: 'problem', words: 'write a key and a value: team=a' })
    for (const wrong of ['=a', '-team=a', 'a/b/c=d', 'team=-a', `team=${'a'.repeat(64)}`])
      expect(readTypedLabel(wrong).kind, wrong).toBe('problem')
  })
})
