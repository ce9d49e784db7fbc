import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allBits,
  countBits,
  countCommonBits,
  EMPTY_BITS,
  equalBits,
  hasBit,
  intersectBits,
  intersectsBits,
  isEmptyBits,
  listBits,
  subtractBits,
  toBits,
  unionAllBits,
  unionBits,
} from './bit-set.ts'

const numbers = fc.uniqueArray(fc.nat(300), { maxLength: 40 })
const ascending = (set: Iterable<number>) => [...set].sort((a, b) => a - b)

describe('bit sets', () => {
  it('do what sets of numbers do', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        const [x, y, z] = [toBits(a), toBits(b), toBits(c)]
        const common = a.filter((one) => b.includes(one))
        expect(listBits(x)).toEqual(ascending(a))
        expect(listBits(unionBits(x, y))).toEqual(ascending(new Set([...a, ...b])))
        expect(listBits(unionAllBits([x, y, z]))).toEqual(ascending(new Set([...a, ...b, ...c])))
        expect(listBits(intersectBits(x, y))).toEqual(ascending(common))
        expect(listBits(subtractBits(x, y))).toEqual(ascending(a.filter((one) => !b.includes(one))))
        expect(intersectsBits(x, y)).toBe(common.length > 0)
        expect(countCommonBits(x, y)).toBe(common.length)
        expect(countBits(x)).toBe(a.length)
        expect(isEmptyBits(x)).toBe(a.length === 0)
        expect(equalBits(x, toBits([...a].reverse()))).toBe(true)
        for (const one of [...a, ...b, 301]) expect(hasBit(x, one)).toBe(a.includes(one))
      }),
    )
  })

  it('leave no empty words at their ends, so that equal sets have equal words', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        for (const set of [intersectBits(toBits(a), toBits(b)), subtractBits(toBits(a), toBits(b))]) {
          expect(equalBits(set, toBits(listBits(set)))).toBe(true)
        }
      }),
    )
  })

  it('hold all numbers up to a size', () => {
    for (const size of [0, 1, 31, 32, 33, 64, 100]) {
      expect(listBits(allBits(size))).toEqual(Array.from({ length: size }, (_, index) => index))
    }
    expect(isEmptyBits(EMPTY_BITS)).toBe(true)
  })
})
