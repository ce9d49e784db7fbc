import { describe, expect, it } from 'vitest'
import { countFlows } from './count-words.ts'
import { moveByKey } from './grid-keys.ts'

describe('moveByKey', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 15],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 19],
    ['a', undefined],
  ])('%s leads from the sixth of twenty to %s', (key, target) => {
    expect(moveByKey(key, 5, 20, 10)).toBe(target)
  })

  it('stays within the rows', () => {
    expect(moveByKey('ArrowDown', 19, 20, 10)).toBe(19)
    expect(moveByKey('PageDown', 15, 20, 10)).toBe(19)
  })
})

describe('countFlows', () => {
  const window = { offset: 0, rows: [], total: 240_113, shown: 1204, omitted: 0 }

  it('counts all, and those the filter shows', () => {
    expect(countFlows(window, false)).toBe('240,113 flows')
    expect(countFlows(window, true)).toBe('240,113 flows, 1,204 shown by the filter')
    expect(countFlows({ ...window, total: 1, omitted: 9_000_000 }, false)).toBe(
      '1 flow, and 9,000,000 that nothing isolates, not listed',
    )
  })
})
