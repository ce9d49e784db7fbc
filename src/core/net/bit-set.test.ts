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
  toBitSets,
  toBits,
  unionAllBits,
  unionBits,
  wordAt,
  writeBits,
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

  it('are made of a list of numbers, told apart by their words, and read 32 numbers at a time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 200 }), numbers, numbers, (list, a, b) => {
        const used = [...new Set(list)]
        const dense = Uint32Array.from(list, (number) => used.indexOf(number))
        const placesOf = (number: number) => list.flatMap((one, place) => (one === number ? [place] : []))
        expect(toBitSets(dense, used.length).map(listBits)).toEqual(used.map(placesOf))
        expect(writeBits(toBits(a)) === writeBits(toBits(b))).toBe(ascending(a).join() === ascending(b).join())
        const inWord = (index: number) => a.filter((one) => one >>> 5 === index)
        for (let index = 0; index < 11; index += 1)
          expect(wordAt(toBits(a), index)).toBe(inWord(index).reduce((word, one) => word + 2 ** (one & 31), 0))
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
