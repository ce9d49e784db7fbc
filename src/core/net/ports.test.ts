import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ALL_PORTS,
  containsPort,
  formatPorts,
  intersectPorts,
  isEmptyPorts,
  type PortRange,
  type PortSet,
  subtractPorts,
  toPortSet,
  unionPorts,
} from './ports.ts'

const range = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(5)).map(([first, size]) => ({
  first,
  last: first + size,
}))
const ranges = fc.array(range, { maxLength: 5 })
const points = Array.from({ length: 30 }, (_, port) => port)
const members = (set: PortSet) => points.map((port) => containsPort(set, port))

describe('port sets', () => {
  it('hold what their ranges hold, sorted, disjoint and not adjacent', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const set = toPortSet(list)
        expect(members(set)).toEqual(points.map((port) => list.some((one) => containsPort([one], port))))
        for (const [index, next] of set.slice(1).entries()) {
          expect((set[index] as PortRange).last + 1).toBeLessThan(next.first)
        }
      }),
    )
  })

  it('unite, intersect and subtract point by point', () => {
    fc.assert(
      fc.property(ranges.map(toPortSet), ranges.map(toPortSet), (a, b) => {
        const [inA, inB] = [members(a), members(b)]
        expect(members(unionPorts(a, b))).toEqual(inA.map((yes, index) => yes || inB[index]))
        expect(members(intersectPorts(a, b))).toEqual(inA.map((yes, index) => yes && inB[index]))
        expect(members(subtractPorts(a, b))).toEqual(inA.map((yes, index) => yes && !inB[index]))
        expect(unionPorts(subtractPorts(a, b), intersectPorts(a, b))).toEqual(a)
      }),
    )
  })

  it('[POR-6] are written as merged ranges', () => {
    expect(
      formatPorts(
        toPortSet([
          { first: 443, last: 445 },
          { first: 80, last: 80 },
        ]),
      ),
    ).toBe('80,443-445')
    expect(formatPorts(ALL_PORTS)).toBe('1-65535')
    expect(formatPorts([])).toBe('')
  })

  it('by protocol are empty when no protocol has a port', () => {
    expect(isEmptyPorts({})).toBe(true)
    expect(isEmptyPorts({ TCP: [] })).toBe(true)
    expect(isEmptyPorts({ UDP: ALL_PORTS })).toBe(false)
  })
})
