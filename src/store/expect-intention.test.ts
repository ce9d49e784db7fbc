import { describe, expect, it } from 'vitest'
import type { ExpectedFlow } from '../core/model/expectation.ts'
import { toExpectedGeneration, toExpectIntention } from './expect-intention.ts'
import { edgeOf, emptySnapshot, pictureOf, workloadNode } from './fake-engine.testing.ts'

const [WEB, DB] = ['shop/deployment/web', 'shop/statefulset/db'] as const
const EDGE = edgeOf('e', WEB, DB)
const snapshot = emptySnapshot(1, {
  picture: pictureOf([workloadNode(WEB, [`${WEB}#a`, `${WEB}#b`]), workloadNode(DB)], [EDGE]),
  endpoints: [`${WEB}#a`, `${WEB}#b`, DB].map((id) => ({ id, label: id, implied: false })),
})

describe('"Expect this" of edges', () => {
  it('is about all endpoints behind both ends', () => {
    expect(toExpectIntention(snapshot, [EDGE])).toEqual({
      kind: 'expect',
      flows: [{ kind: 'between', from: [`${WEB}#a`, `${WEB}#b`], to: [DB] }],
    })
  })

  it('is nothing without an edge, or for one whose ends are gone', () => {
    expect(toExpectIntention(snapshot, [])).toBeUndefined()
    expect(toExpectIntention(snapshot, [edgeOf('e', WEB, 'shop/deployment/gone')])).toBeUndefined()
  })
})

function flow(part: Partial<ExpectedFlow>): ExpectedFlow {
  return {
    expected: 'allowed',
    protocol: 'TCP',
    ports: [{ kind: 'range', first: 80, last: 90 }],
    from: { kind: 'workload', workload: 'deployment', namespace: 'shop', name: 'web' },
    to: { kind: 'workload', workload: 'statefulset', namespace: 'shop', name: 'db' },
    ...part,
  }
}

describe('"Only what is expected"', () => {
  it('wants each flow that must be allowed, on its ports', () => {
    expect(toExpectedGeneration([flow({})], snapshot)).toEqual({
      kind: 'generate',
      flows: [
        {
          from: { kind: 'workload', id: WEB },
          to: { kind: 'workload', id: DB },
          ports: [{ kind: 'range', protocol: 'TCP', first: 80, last: 90 }],
        },
      ],
      keepDns: true,
    })
  })

  it.each([
    ['an address', { kind: 'host', host: '203.0.113.7' }, '203.0.113.7/32'],
    ['an address of version 6', { kind: 'host', host: '2001:db8::1' }, '2001:db8::1/128'],
    ['a block', { kind: 'block', cidr: '203.0.113.0/24' }, '203.0.113.0/24'],
  ] as const)('%s is a block', (_, to, cidr) => {
    expect(toExpectedGeneration([flow({ to })], snapshot)?.flows).toMatchObject([{ to: { kind: 'block', cidr } }])
  })

  it.each([
    ['what must be denied', flow({ expected: 'denied' })],
    ['a name, whose addresses nobody knows', flow({ to: { kind: 'host', host: 'api.example.com' } })],
    ['a workload that is not there', flow({ to: { kind: 'workload', workload: 'pod', namespace: 'shop', name: 'x' } })],
  ])('is nothing for %s', (_, only) => {
    expect(toExpectedGeneration([only], snapshot)).toBeUndefined()
  })
})
