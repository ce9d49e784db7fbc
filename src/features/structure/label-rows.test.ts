import { describe, expect, it } from 'vitest'
import { findDoubled, type LabelRow, rebaseRows, toChanges, toRows } from './label-rows.ts'

const LABELS = [
  ['app', 'web'],
  ['tier', 'front'],
] as const
const edit = (index: number, part: Partial<LabelRow>) =>
  toRows(LABELS).map((row, at) => (at === index ? { ...row, ...part } : row))
const added: LabelRow = { id: 'new 1', key: 'team', value: 'a', removed: false }

describe('label rows', () => {
  it('[SEL-2] change nothing as they are', () => {
    expect(toChanges(toRows(LABELS))).toEqual([])
  })

  it('[SEL-2] give values, rename keys, remove and add', () => {
    expect(toChanges(edit(1, { value: 'back' }))).toEqual([{ kind: 'set', key: 'tier', value: 'back' }])
    expect(toChanges(edit(0, { key: 'name', value: 'shop' }))).toEqual([
      { kind: 'rename', key: 'app', to: 'name' },
      { kind: 'set', key: 'name', value: 'shop' },
    ])
    expect(toChanges(edit(0, { removed: true, value: 'x' }))).toEqual([{ kind: 'remove', key: 'app' }])
    expect(toChanges([...toRows(LABELS), added])).toEqual([{ kind: 'set', key: 'team', value: 'a' }])
  })

  it('[SEL-2] two rows of one key are found, unless one goes', () => {
    expect(findDoubled(edit(0, { key: 'tier' }))).toBe('tier')
    expect(findDoubled(edit(0, { key: 'tier', removed: true }))).toBeUndefined()
  })

  it('[SEL-2] what was edited stays when the text changes beside it', () => {
    const rows = [...edit(1, { value: 'back' }), added]
    const now = [
      ['tier', 'front'],
      ['zone', 'b'],
    ] as const
    expect(toChanges(rebaseRows(rows, now))).toEqual([
      { kind: 'set', key: 'tier', value: 'back' },
      { kind: 'set', key: 'team', value: 'a' },
    ])
    expect(toChanges(rebaseRows(edit(0, { removed: true }), now))).toEqual([])
  })
})
