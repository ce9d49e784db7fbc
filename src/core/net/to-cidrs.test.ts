import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddressRange, allAddresses, type Family, toAddressSet } from './address.ts'
import { readCidr } from './cidr.ts'
import { toCidrs } from './to-cidrs.ts'

const four = (first: number, last: number): AddressRange => ({ family: 4, first: BigInt(first), last: BigInt(last) })

const address = (family: Family) => fc.bigInt({ min: 0n, max: allAddresses(family).last })
const range = fc
  .constantFrom<Family>(4, 6)
  .chain((family) => fc.tuple(fc.constant(family), address(family), address(family)))
  .map(([family, a, b]): AddressRange => ({ family, first: a < b ? a : b, last: a < b ? b : a }))

describe('toCidrs', () => {
  it('takes as few blocks as there can be', () => {
    expect(toCidrs([])).toEqual([])
    expect(toCidrs([four(0x0af40000, 0x0af400ff)])).toEqual(['10.244.0.0/24'])
    expect(toCidrs([four(0x0af40000, 0x0af402ff)])).toEqual(['10.244.0.0/23', '10.244.2.0/24'])
    expect(toCidrs([four(1, 6)])).toEqual(['0.0.0.1/32', '0.0.0.2/31', '0.0.0.4/31', '0.0.0.6/32'])
    expect(toCidrs([allAddresses(4), allAddresses(6)])).toEqual(['0.0.0.0/0', '::/0'])
  })

  it('holds exactly the addresses of the set', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 4 }), (ranges) => {
        const set = toAddressSet(ranges)
        const read = toCidrs(set).map(readCidr)
        // Blocks inside ::ffff:0:0/96 are read as IPv4 (IPB-5).
        const isPlain = read.every((one) => one.kind === 'cidr' && !one.notes.includes('ipv4-mapped'))
        if (isPlain) expect(toAddressSet(read.flatMap((one) => (one.kind === 'cidr' ? [one.range] : [])))).toEqual(set)
        expect(read.every((one) => one.kind === 'cidr' && !one.notes.includes('host-bits'))).toBe(true)
      }),
    )
  })
})
