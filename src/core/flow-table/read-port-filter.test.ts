import { describe, expect, it } from 'vitest'
import { PROTOCOLS } from '../net/ports.ts'
import { holdsWanted, readPortFilter } from './read-port-filter.ts'

const range = (first: number, last = first) => ({ first, last })

describe('readPortFilter', () => {
  it.each([
    ['443', [{ protocols: PROTOCOLS, range: range(443) }]],
    ['udp/53', [{ protocols: ['UDP'], range: range(53) }]],
    ['53 UDP', [{ protocols: ['UDP'], range: range(53) }]],
    ['8000-8100', [{ protocols: PROTOCOLS, range: range(8000, 8100) }]],
    ['sctp', [{ protocols: ['SCTP'], range: range(1, 65535) }]],
    [
      '80, tcp/443',
      [
        { protocols: PROTOCOLS, range: range(80) },
        { protocols: ['TCP'], range: range(443) },
      ],
    ],
    [' , ', []],
  ])('reads %s', (text, wanted) => {
    expect(readPortFilter(text)).toEqual(wanted)
  })

  it.each(['http', '0', '65536', '90-80', 'tcp/udp', '80 443', 'tcp/http', '80,x'])('does not read %s', (text) => {
    expect(readPortFilter(text)).toBeUndefined()
  })
})

describe('holdsWanted', () => {
  const ports = { TCP: [range(80), range(8000, 8100)], UDP: [range(53)] }

  it.each([
    ['', true],
    ['80', true],
    ['81', false],
    ['udp/80', false],
    ['8050-9000', true],
    ['sctp', false],
    ['1, udp', true],
  ])('%s: %s', (text, holds) => {
    expect(holdsWanted(ports, readPortFilter(text) ?? [])).toBe(holds)
  })
})
