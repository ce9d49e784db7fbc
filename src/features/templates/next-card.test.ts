import { describe, expect, it } from 'vitest'
import { nextCard } from './next-card.ts'

/** Two rows of two, and one alone. */
const BOXES = [
  { left: 0, top: 0 },
  { left: 100, top: 0 },
  { left: 0, top: 50 },
  { left: 100, top: 50 },
  { left: 0, top: 100 },
]
const from = (key: string, at: number) => nextCard(key, at, BOXES)

describe('nextCard', () => {
  it('goes along a row, and on to the next', () => {
    expect([from('ArrowRight', 0), from('ArrowRight', 1), from('ArrowRight', 4)]).toEqual([1, 2, undefined])
    expect([from('ArrowLeft', 2), from('ArrowLeft', 0)]).toEqual([1, undefined])
  })

  it('goes to the row above and below', () => {
    expect([from('ArrowDown', 1), from('ArrowDown', 3), from('ArrowDown', 4)]).toEqual([3, 4, undefined])
    expect([from('ArrowUp', 3), from('ArrowUp', 1)]).toEqual([1, undefined])
  })

  it('goes to both ends, and nowhere by other keys or from outside', () => {
    expect([from('Home', 3), from('End', 0), from('a', 0), from('ArrowRight', -1)]).toEqual([
      0,
      4,
      undefined,
      undefined,
    ])
  })
})
