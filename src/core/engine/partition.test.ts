import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasBit, toBits } from '../net/bit-set.ts'
import { listParts, partition } from './partition.ts'

const sets = fc.array(fc.uniqueArray(fc.nat(40), { maxLength: 20 }), { maxLength: 12 })

it('parts hold the numbers that are in the same sets, in the order of their first numbers', () => {
  fc.assert(
    fc.property(sets, fc.integer({ min: 41, max: 70 }), (lists, size) => {
      const bits = lists.map(toBits)
      const parts = partition(bits, size)
      const holding = (number: number) => bits.flatMap((set, place) => (hasBit(set, number) ? [place] : []))
      const members = listParts(parts)
      expect(members.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, number) => number))
      members.forEach((numbers, part) => {
        for (const number of numbers) {
          expect(parts.partOf[number]).toBe(part)
          expect(parts.holding(part)).toEqual(holding(number))
        }
      })
      const firsts = members.map(([first]) => first)
      expect(firsts).toEqual([...firsts].sort((a = 0, b = 0) => a - b))
      const distinct = new Set(Array.from({ length: size }, (_, number) => holding(number).join()))
      expect(parts.count).toBe(distinct.size)
    }),
  )
})

it('stay what they are while others are made', () => {
  const many = Array.from({ length: 3000 }, (_, number) => toBits([number, 2999 - number]))
  const parts = partition([toBits([0, 1]), toBits([1, 2])], 4)
  expect(partition(many, 3000).count).toBe(1500)
  expect([0, 1, 2, 3].map((number) => parts.holding(parts.partOf[number] ?? 0))).toEqual([[0], [0, 1], [1], []])
})
