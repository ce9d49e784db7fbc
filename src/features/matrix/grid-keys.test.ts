import { describe, expect, it } from 'vitest'
import { moveInGrid } from './grid-keys.ts'

const SIZE = { rows: 30, columns: 10, page: 8 }

const press = (key: string, row: number, column: number, ctrlKey = false) => {
  const to = moveInGrid({ key, ctrlKey, metaKey: false }, { row, column }, SIZE)
  return to && [to.row, to.column]
}

describe('the keys of a grid', () => {
  it.each([
    ['ArrowDown', 3, 4, [4, 4]],
    ['ArrowUp', 0, 4, [-1, 4]],
    ['ArrowLeft', 3, 0, [3, -1]],
    ['ArrowRight', 3, 9, [3, 9]],
    ['Home', 3, 4, [3, 0]],
    ['End', 3, 4, [3, 9]],
    ['PageDown', 3, 4, [11, 4]],
    ['PageDown', 28, 4, [29, 4]],
    ['PageUp', 3, 4, [0, 4]],
  ])('%s leads from %i, %i', (key, row, column, to) => {
    expect(press(key, row, column)).toEqual(to)
  })

  it.each([
    ['Home', [0, 0]],
    ['End', [29, 9]],
    ['ArrowUp', [0, 4]],
    ['ArrowRight', [3, 9]],
  ])('Ctrl and %s lead to the edge', (key, to) => {
    expect(press(key, 3, 4, true)).toEqual(to)
  })

  it('lead into the headers, and never into the corner', () => {
    expect(press('ArrowUp', 0, -1)).toEqual([0, -1])
    expect(press('ArrowLeft', -1, 0)).toEqual([-1, 0])
  })

  it('are left to others when they lead nowhere', () => {
    expect(press('x', 3, 4)).toBeUndefined()
  })
})
