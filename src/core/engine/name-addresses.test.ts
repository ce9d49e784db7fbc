import { describe, expect, it } from 'vitest'
import { type AddressSet, subtractAddresses, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { nameAddresses } from './name-addresses.ts'

function blocks(...cidrs: readonly string[]): AddressSet {
  return toAddressSet(cidrs.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : [])))
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']

describe('nameAddresses', () => {
  it.each([
    ['10.0.0.0/8', blocks('10.0.0.0/8')],
    ['10.0.0.0/8 except 10.1.0.0/16', subtractAddresses(blocks('10.0.0.0/8'), blocks('10.1.0.0/16'))],
    [
      '10.0.0.0/8 except 10.1.0.0/16 and 10.2.0.0/16',
      subtractAddresses(blocks('10.0.0.0/8'), blocks('10.1.0.0/16', '10.2.0.0/16')),
    ],
    ['private ranges', blocks(...PRIVATE)],
    ['private ranges except 10.1.0.0/16', subtractAddresses(blocks(...PRIVATE), blocks('10.1.0.0/16'))],
    ['metadata address 169.254.169.254', blocks('169.254.169.254/32')],
    ['198.51.100.0/24 and 203.0.113.0/24', blocks('198.51.100.0/24', '203.0.113.0/24')],
    ['10.0.0.0/32, 10.0.1.0/32 and 2 more ranges', blocks('10.0.0.0/32', '10.0.1.0/32', '10.0.2.0/32', '10.0.3.0/32')],
    ['private ranges (IPv6)', blocks('fc00::/7')],
    ['2001:db8::/32', blocks('2001:db8::/32')],
    ['::/1 except ::/3', subtractAddresses(blocks('::/1'), blocks('::/3'))],
  ])('[END-1] says %s', (name, addresses) => {
    expect(nameAddresses(addresses)).toBe(name)
  })
})
