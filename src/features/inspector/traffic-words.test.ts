import { describe, expect, it } from 'vitest'
import type { Traffic } from '../../core/engine/exposure-arrivals.ts'
import { ALL_TRAFFIC, NO_TRAFFIC } from '../../core/net/ports-by-protocol.ts'
import { describeTraffic } from './traffic-words.ts'

const https = { TCP: [{ first: 443, last: 443 }] }
const none = { allowed: NO_TRAFFIC, depends: NO_TRAFFIC }
const traffic = (certain: number, possible: number, part: Partial<Traffic> = {}): Traffic => ({
  workloads: { certain, possible },
  outside: none,
  internet: none,
  ...part,
})

describe('describeTraffic', () => {
  it.each([
    [traffic(0, 0), 'reached by nobody'],
    [traffic(1, 1), 'reached by 1 workload'],
    [traffic(12, 15), 'reached by 12 workloads (perhaps 3 more)'],
    [traffic(0, 2), 'reached by perhaps 2 workloads'],
  ])('counts workloads', (given, words) => {
    expect(describeTraffic('ingress', given)).toBe(words)
  })

  it('says what passes outside, on which ports', () => {
    const open = { allowed: ALL_TRAFFIC, depends: NO_TRAFFIC }
    const some = { allowed: https, depends: NO_TRAFFIC }
    const maybe = { allowed: NO_TRAFFIC, depends: https }
    const words = (part: Partial<Traffic>) => describeTraffic('egress', traffic(3, 3, part))
    expect(words({ outside: open, internet: open })).toBe('reaches 3 workloads and the internet')
    expect(words({ outside: open, internet: some })).toBe('reaches 3 workloads and the internet on TCP 443')
    expect(words({ outside: some, internet: maybe })).toBe('reaches 3 workloads and some addresses outside on TCP 443')
    expect(words({ outside: maybe, internet: maybe })).toBe('reaches 3 workloads and perhaps the internet on TCP 443')
    expect(words({ outside: maybe })).toBe('reaches 3 workloads and perhaps some addresses outside on TCP 443')
  })
})
