import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AddressRange,
  type AddressSet,
  allAddresses,
  containsAddress,
  type Family,
  intersectAddresses,
  isSubset,
  subtractAddresses,
  toAddressSet,
  unionAddresses,
} from './address.ts'

/** Ranges near both borders of both families, so that merging and complements meet the ends. */
const range: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.constantFrom<Family>(4, 6), fc.nat(15), fc.nat(6), fc.boolean())
  .map(([family, start, size, high]) => {
    const top = allAddresses(family).last
    const first = high ? top - BigInt(start) : BigInt(start)
    const last = first + BigInt(size)
    return { family, first, last: last > top ? top : last }
  })
const ranges = fc.array(range, { maxLength: 5 })
const points = ([4, 6] as const).flatMap((family) =>
  Array.from({ length: 24 }, (_, index) => BigInt(index)).flatMap((offset) => [
    { family, value: offset },
    { family, value: allAddresses(family).last - offset },
  ]),
)
const members = (set: AddressSet) => points.map((point) => containsAddress(set, point))

describe('address sets', () => {
  it('hold what their ranges hold, sorted, disjoint and not adjacent', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const set = toAddressSet(list)
        expect(members(set)).toEqual(points.map((point) => list.some((one) => containsAddress([one], point))))
        for (const [index, next] of set.slice(1).entries()) {
          const previous = set[index] as AddressRange
          expect(previous.family < next.family || previous.last + 1n < next.first).toBe(true)
        }
      }),
    )
  })

  it('unite, intersect and subtract point by point', () => {
    fc.assert(
      fc.property(ranges.map(toAddressSet), ranges.map(toAddressSet), (a, b) => {
        const [inA, inB] = [members(a), members(b)]
        expect(members(unionAddresses(a, b))).toEqual(inA.map((yes, index) => yes || inB[index]))
        expect(members(intersectAddresses(a, b))).toEqual(inA.map((yes, index) => yes && inB[index]))
        expect(members(subtractAddresses(a, b))).toEqual(inA.map((yes, index) => yes && !inB[index]))
        expect(isSubset(a, b)).toBe(subtractAddresses(a, b).length === 0)
        expect(unionAddresses(a, b)).toEqual(unionAddresses(b, a))
        expect(unionAddresses(subtractAddresses(a, b), intersectAddresses(a, b))).toEqual(a)
      }),
    )
  })
})
