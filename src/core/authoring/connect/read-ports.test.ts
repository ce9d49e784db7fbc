import { describe, expect, it } from 'vitest'
import { formatWantedPort, readPorts } from './read-ports.ts'

const tcp = (first: number, last = first) => ({ kind: 'range', protocol: 'TCP', first, last })

describe('readPorts', () => {
  it('[POR-1] reads numbers, ranges with a protocol and names, TCP when none is given', () => {
    expect(readPorts('8080, 9000-9010/UDP, http')).toEqual({
      ports: [
        tcp(8080),
        { kind: 'range', protocol: 'UDP', first: 9000, last: 9010 },
        { kind: 'named', protocol: 'TCP', name: 'http' },
      ],
    })
  })

  it('reads nothing from an empty field', () => {
    expect(readPorts('  ,\n')).toEqual({ ports: [] })
  })

  it.each([
    ['80 443', [tcp(80), tcp(443)]],
    ['80;443', [tcp(80), tcp(443)]],
    ['80,80,80/tcp', [tcp(80)]],
    ['9000 – 9010', [tcp(9000, 9010)]],
    ['53 / udp', [{ kind: 'range', protocol: 'UDP', first: 53, last: 53 }]],
    ['7-7', [tcp(7)]],
    ['dns-tcp/SCTP', [{ kind: 'named', protocol: 'SCTP', name: 'dns-tcp' }]],
    ['1,65535', [tcp(1), tcp(65535)]],
  ])('reads %j', (text, ports) => {
    expect(readPorts(text)).toEqual({ ports })
  })

  it.each([
    ['0', '0 is not a port: ports are 1 to 65535'],
    ['65536', '65536 is not a port: ports are 1 to 65535'],
    ['80-70000', '70000 is not a port: ports are 1 to 65535'],
    ['90-80', '"90-80" runs backwards: write 80-90'],
    ['80/ICMP', '"ICMP" is not a protocol: TCP, UDP or SCTP'],
    ['UDP', '"UDP" names no port: write the number first, as in 53/UDP'],
    ['HTTP', '"HTTP" is not a port name: at most 15 of a-z, 0-9 and -, with a letter'],
    ['a--b', '"a--b" is not a port name: at most 15 of a-z, 0-9 and -, with a letter'],
    ['sixteen-letters0', '"sixteen-letters0" is not a port name: at most 15 of a-z, 0-9 and -, with a letter'],
    ['/UDP', '"/UDP" is not a port: write 8080, 9000-9010/UDP or http'],
    ['80/TCP/UDP', '"80/TCP/UDP" is not a port: write 8080, 9000-9010/UDP or http'],
    ['*', '"*" is not a port name: at most 15 of a-z, 0-9 and -, with a letter'],
  ])('[V13] says what is wrong with %j and never widens it', (text, problem) => {
    expect(readPorts(text)).toEqual({ ports: [], problem })
  })

  it('keeps the good entries beside a bad one', () => {
    expect(readPorts('80, -')).toMatchObject({ ports: [tcp(80)], problem: expect.any(String) })
  })

  it('formats what it reads', () => {
    const text = '8080, 9000-9010/UDP, http, dns/UDP'
    expect(readPorts(text).ports.map(formatWantedPort).join(', ')).toBe(text)
  })
})
