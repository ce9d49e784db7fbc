import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { formatAddress, formatRange, parseAddress } from './address.ts'
import { readCidr } from './cidr.ts'

const read = (text: string) => {
  const reading = readCidr(text)
  return reading.kind === 'invalid' ? 'invalid' : [reading.canonical, ...reading.notes].join(' ')
}

describe('readCidr', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['10.1.2.3/8', '10.0.0.0/8 host-bits'],
    ['010.0.0.0/8', '10.0.0.0/8 leading-zeros'],
    ['10.000.0.0/8', '10.0.0.0/8 leading-zeros'],
    ['10.0.0.0/08', '10.0.0.0/8 leading-zeros'],
    ['0010.00000255.0.0/0016', '10.255.0.0/16 leading-zeros'],
    ['::/0', '::/0'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['2001:DB8::/32', '2001:db8::/32 not-canonical'],
    ['2001:0db8:0::/32', '2001:db8::/32 not-canonical'],
    ['00002001:db8::/32', '2001:db8::/32 not-canonical'],
    ['2001:db8::1/32', '2001:db8::/32 host-bits'],
    ['::1.2.3.4/128', '::102:304/128 not-canonical'],
    ['::01.2.3.4/128', '::102:304/128 leading-zeros not-canonical'],
    ['1:2:3:4:5:6:7::/128', '1:2:3:4:5:6:7:0/128 not-canonical'],
    ['1:2:3:4:5:6:1.2.3.4/128', '1:2:3:4:5:6:102:304/128 not-canonical'],
  ])('[VAL-6] reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['::ffff:10.0.0.0/104', '10.0.0.0/8 ipv4-mapped'],
    ['::ffff:a00:0/104', '10.0.0.0/8 not-canonical ipv4-mapped'],
    ['::ffff:0.0.0.0/96', '0.0.0.0/0 ipv4-mapped'],
    ['::ffff:10.0.0.1/104', '10.0.0.0/8 host-bits ipv4-mapped'],
    ['::ffff:0.0.0.0/95', '::fffe:0:0/95 host-bits'],
    ['::ffff:10.0.0.0/80', '::/80 host-bits'],
  ])('[IPB-5] reads the IPv4-mapped block %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    '',
    '/',
    '10.0.0.0',
    '10.0.0.0/',
    '10/8',
    '10.0.0/8',
    '10.0.0.0.0/8',
    '10.0.0.256/8',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0.0/8 ',
    ' 10.0.0.0/8',
    '10.0.0.0 /8',
    '10.0.0.0/8/8',
    '10.0.0.0/0x8',
    '10..0.0/8',
    '0x0a.0.0.0/8',
    '１0.0.0.0/8',
    '::/129',
    ':::/0',
    '1::2::3/64',
    ':1::/64',
    '1:/64',
    'fe80::1%eth0/64',
    '[::]/0',
    '12345::/64',
    '1:2:3:4:5:6:7:8::/64',
    '1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7:8:9/64',
    '1.2.3.4::/64',
    '1:2:3:4:5:6:7:1.2.3.4/64',
    '::1.2.3/64',
    '2001:db8::',
    'g::/8',
  ])('[VAL-6] refuses %j', (text) => {
    expect(read(text)).toBe('invalid')
  })

  const ipv4 = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }).map((parts) => parts.join('.'))
  const group = fc.oneof(fc.constant(0), fc.nat(0xffff)).map((value) => value.toString(16))
  const ipv6 = fc
    .array(group, { minLength: 8, maxLength: 8 })
    .chain((groups) => fc.constantFrom(groups.join(':'), ipaddr.IPv6.parse(groups.join(':')).toRFC5952String()))

  it('[VAL-6] agrees with ipaddr.js on valid blocks', () => {
    const blocks = fc.oneof(
      fc.tuple(ipv4, fc.nat(32)).map(([address, prefix]) => `${address}/${prefix}`),
      fc.tuple(ipv6, fc.nat(128)).map(([address, prefix]) => `${address}/${prefix}`),
    )
    fc.assert(
      fc.property(blocks, (text) => {
        const reading = readCidr(text)
        if (reading.kind === 'invalid') throw new Error(reading.reason)
        const [address, prefix] = ipaddr.parseCIDR(text)
        fc.pre(!(address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()))
        const library = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6
        expect(ipaddr.parse(formatAddress({ ...reading.range, value: reading.range.first })).toString()).toBe(
          library.networkAddressFromCIDR(text).toString(),
        )
        expect(reading.range.last - reading.range.first + 1n).toBe(
          1n << BigInt((address.kind() === 'ipv4' ? 32 : 128) - prefix),
        )
        expect(reading.notes.includes('host-bits')).toBe(
          library.networkAddressFromCIDR(text).toString() !== address.toString(),
        )
      }),
    )
  })

  it('writes IPv6 by RFC 5952, as ipaddr.js does', () => {
    fc.assert(
      fc.property(ipv6, (text) => {
        const address = parseAddress(text)
        if (address?.family !== 6) return
        expect(formatAddress(address)).toBe(ipaddr.IPv6.parse(text).toRFC5952String())
      }),
    )
  })
})

describe('parseAddress', () => {
  it.each(['1.2.3.4', '::1', 'fe80::1', '2001:db8::1:0:0:1'])('reads %s and writes it back', (text) => {
    const address = parseAddress(text)
    expect(address && formatAddress(address)).toBe(text)
  })

  it('reads an IPv4-mapped address as the IPv4 address', () => {
    expect(parseAddress('::ffff:10.0.0.1')).toEqual(parseAddress('10.0.0.1'))
  })

  it.each(['01.2.3.4', '1.2.3', '1.2.3.4/32', '00001::', '::01.2.3.4', 'fe80::1%lo', '', ' ::1'])(
    'refuses %j',
    (text) => {
      expect(parseAddress(text)).toBeUndefined()
    },
  )

  it('writes ranges with both ends, also for one address', () => {
    expect(formatRange({ family: 4, first: 0n, last: 0x9ffffffn })).toBe('0.0.0.0-9.255.255.255')
    expect(formatRange({ family: 6, first: 1n, last: 1n })).toBe('::1-::1')
  })
})
